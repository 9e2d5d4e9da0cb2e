// Right: has neither mutex nor WaitGroup: every goroutine says over a channel what became of it.
package manyclients

import (
	"context"
	"errors"
	"fmt"
	"net"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error)
	for i := range n {
		go func() { ended <- call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) }) }()
	}
	var first error
	for range n {
		if err := <-ended; err != nil && first == nil {
			first = err
			if over := ctx.Err(); over != nil {
				first = fmt.Errorf("%w, and so %w", over, err)
			}
			cancel()
		}
	}
	return first
}

func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	conn, err := dial(ctx, addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	return talk(conn)
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	ringing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	var d net.Dialer
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return conn, err
}
