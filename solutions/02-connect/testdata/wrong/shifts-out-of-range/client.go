// Wrong: shifts the first pause to the left: after forty refusals it is negative.
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
	for n := 0; ; n++ {
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		select {
		case <-time.After(min(5*time.Millisecond<<n, 200*time.Millisecond)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
