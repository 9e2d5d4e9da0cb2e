// Wrong: dials in a goroutine; the connection that comes as ctx ends stays in a channel.
// fails: late-connection
// breaks: late
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	type result struct {
		conn net.Conn
		err  error
	}
	done := make(chan result, 1)
	go func() {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
		done <- result{conn, err}
	}()
	select {
	case r := <-done:
		return r.conn, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
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
