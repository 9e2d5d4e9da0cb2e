// Right: wakes whoever waits with a deadline in the past, and joins all errors.
package manyclients

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error)
	for i := 0; i < n; i++ {
		go func() {
			ended <- one(ctx, addr, func(conn net.Conn) error { return talk(ctx, i, conn) })
		}()
	}
	var all []error
	for i := 0; i < n; i++ {
		if err := <-ended; err != nil {
			if ctx.Err() != nil && len(all) == 0 {
				all = append(all, ctx.Err())
			}
			all = append(all, err)
			cancel()
		}
	}
	return errors.Join(all...)
}

func one(ctx context.Context, addr string, talk func(net.Conn) error) (err error) {
	ringing, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	defer context.AfterFunc(ctx, hangUp)()
	var d net.Dialer
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil {
		return err
	}
	over := make(chan struct{})
	var watching sync.WaitGroup
	watching.Add(1)
	go func() {
		defer watching.Done()
		select {
		case <-ctx.Done():
			_ = conn.SetDeadline(time.Unix(1, 0))
			_ = conn.Close() // a talk may set deadlines of its own
		case <-over:
		}
	}()
	defer func() {
		close(over)
		watching.Wait()
		_ = conn.Close()
	}()
	return talk(conn)
}
