// Wrong: closes the connection that it was patient for when ctx is cancelled.
// fails: outlives-patient
// breaks: outlives-patient
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
		if err == nil {
			context.AfterFunc(ctx, func() {
				if ctx.Err() == context.Canceled {
					_ = conn.Close()
				}
			})
			return conn, nil
		}
		if !refused(err) {
			return nil, err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
