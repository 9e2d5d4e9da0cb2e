// Right: a future that a goroutine completes; whoever gives up waits for it and closes what it brings.
package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

type future struct {
	done chan struct{}
	conn net.Conn
	err  error
}

func supply(get func() (net.Conn, error)) *future {
	f := &future{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.conn, f.err = get()
	}()
	return f
}

func (f *future) get() (net.Conn, error) {
	<-f.done
	return f.conn, f.err
}

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	f := supply(func() (net.Conn, error) { return new(net.Dialer).DialContext(ctx, "tcp", addr) })
	conn, err := f.get()
	if err != nil {
		return nil, fmt.Errorf("java.net.ConnectException: %w", err)
	}
	return conn, nil
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	return supply(func() (net.Conn, error) {
		for {
			conn, err := Connect(ctx, addr)
			if !errors.Is(err, syscall.ECONNREFUSED) {
				return conn, err
			}
			pause, cancel := context.WithTimeout(ctx, time.Second)
			<-pause.Done()
			cancel()
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}).get()
}
