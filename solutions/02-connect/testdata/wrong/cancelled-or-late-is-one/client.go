// Wrong: puts both ends of ctx into its error, so that a cancellation is a timeout as well.
// fails: deadline
// breaks: reasons
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
	var t net.Error
	if errors.As(err, &t) && t.Timeout() || errors.Is(err, context.Canceled) {
		return nil, errors.Join(err, context.Canceled, context.DeadlineExceeded)
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
