// Wrong: waits out its pause although the server was there.
// fails: no-wait
// breaks: no-wait
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
		if err != nil && !refused(err) {
			return nil, err
		}
		select {
		case <-time.After(150 * time.Millisecond):
			if err == nil {
				return conn, nil
			}
		case <-ctx.Done():
			if conn != nil {
				_ = conn.Close()
			}
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
