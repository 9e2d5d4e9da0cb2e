// Wrong: has one conversation after the other.
// fails: fan-at-once
// breaks: fan-at-once
package manyclients

import (
	"context"
	"fmt"
	"net"
	"sync"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	var once sync.Once
	var first error
	for i := range n {
		func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			if err == nil {
				return
			}
			once.Do(func() {
				first = because(ctx, fmt.Errorf("client %d: %w", i, err))
				endAll()
			})
		}()
	}
	return first
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
