// Wrong: pauses for a fifth of a millisecond, five thousand times a second.
// fails: pauses
// breaks: pauses
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
		case <-time.After(200 * time.Microsecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
