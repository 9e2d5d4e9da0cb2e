// Wrong: closes the connection when ctx ends, though the call has only begun.
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

const pause = 10 * time.Millisecond

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for {
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			if err == nil {
				context.AfterFunc(ctx, func() { conn.Close() })
			}
			return conn, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
