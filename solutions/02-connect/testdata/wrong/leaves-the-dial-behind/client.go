// Wrong: returns when ctx ends, but the dial goes on in a goroutine that nobody ends.
// fails: deadline, cancel
// breaks: late
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

type result struct {
	conn net.Conn
	err  error
}

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	done := make(chan result)
	go func() {
		conn, err := net.Dial("tcp", addr)
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
