// Wrong: makes its first attempt whether or not ctx has ended.
// fails: over-patient
// breaks: patient-before
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	var t net.Error
	if errors.As(err, &t) && t.Timeout() {
		conn, err = Connect(ctx, addr)
	}
	for refused(err) {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		conn, err = Connect(ctx, addr)
	}
	return conn, err
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
