package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

var dialer = &net.Dialer{
	KeepAlive: 15 * time.Second,
	Control:   func(_, _ string, c syscall.RawConn) error { return c.Control(func(uintptr) {}) },
}

func Probe(ctx context.Context, addr string) (there bool, err error) {
	conn, err := dialer.DialContext(ctx, "tcp4", addr)
	switch e, ok := errors.AsType[*net.OpError](err); {
	case err == nil:
		return true, conn.Close()
	case ok && e.Op == "dial":
		if errno, ok := errors.AsType[syscall.Errno](e); ok && errno == syscall.ECONNREFUSED {
			return false, nil
		}
	}
	return false, err
}
