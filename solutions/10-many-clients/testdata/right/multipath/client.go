// Right: dials with Multipath TCP and keep-alives.
package manyclients

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	var calls sync.WaitGroup
	var once sync.Once
	var first error
	for i := range n {
		calls.Go(func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			if err == nil {
				return
			}
			once.Do(func() {
				first = errors.Join(ctx.Err(), err)
				endAll()
			})
		})
	}
	calls.Wait()
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
	d := net.Dialer{KeepAlive: time.Minute}
	d.SetMultipathTCP(true)
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return conn, err
}
