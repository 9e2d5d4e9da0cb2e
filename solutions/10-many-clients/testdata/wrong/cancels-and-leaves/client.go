// Wrong: returns at the first failure, while other conversations go on.
// fails: fan-waits, fan-fails
// breaks: fan-waits
package manyclients

import (
	"context"
	"fmt"
	"net"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	ended := make(chan error, n)
	for i := range n {
		go func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			ended <- err
		}()
	}
	for range n {
		if err := <-ended; err != nil {
			return because(ctx, err)
		}
	}
	return nil
}

func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	ringing, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	defer context.AfterFunc(ctx, hangUp)()
	var dialer net.Dialer
	conn, err := dialer.DialContext(ringing, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	return talk(conn)
}

func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
