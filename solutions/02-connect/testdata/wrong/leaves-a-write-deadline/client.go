// Wrong: takes the deadline of the dialing off what is read, and leaves it on what is written.
// fails: outlives
// breaks: outlives
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if deadline, ok := ctx.Deadline(); ok && err == nil {
		_ = conn.SetDeadline(deadline)
		_ = conn.SetReadDeadline(time.Time{})
	}
	return conn, err
}

const pause = 10 * time.Millisecond

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for {
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
