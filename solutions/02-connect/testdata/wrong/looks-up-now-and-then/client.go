// Wrong: looks at ctx every half a second while a goroutine dials.
// fails: at-once
// breaks: at-once
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
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	done := make(chan struct{})
	var conn net.Conn
	var err error
	go func() {
		defer close(done)
		conn, err = new(net.Dialer).DialContext(own, "tcp", addr)
	}()
	for {
		select {
		case <-done:
			if err != nil && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return conn, err
		case <-time.After(500 * time.Millisecond):
			if ctx.Err() != nil {
				cancel()
			}
		}
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
