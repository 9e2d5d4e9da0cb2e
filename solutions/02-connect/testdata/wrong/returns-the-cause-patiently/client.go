// Wrong: returns the cause of ctx when it gives up.
// fails: gives-up
// breaks: patient-error
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
	for {
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
