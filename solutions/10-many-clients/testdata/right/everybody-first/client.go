// Right: opens all connections before anybody speaks, and has the ctx close them.
package manyclients

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	group, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	conns := make([]net.Conn, n)
	failed := make([]bool, n)
	stops := make([]func() bool, n)
	ringing, hangUp := context.WithCancel(context.WithoutCancel(group))
	defer hangUp()
	defer context.AfterFunc(group, hangUp)()
	var dialing, talking sync.WaitGroup
	for i := range conns {
		dialing.Add(1)
		go func() {
			defer dialing.Done()
			var err error
			if conns[i], err = new(net.Dialer).DialContext(ringing, "tcp", addr); err != nil {
				failed[i] = true
				fail(err)
				return
			}
			stops[i] = context.AfterFunc(group, func() { _ = conns[i].Close() })
		}()
	}
	dialing.Wait()
	for i, conn := range conns {
		if failed[i] {
			continue
		}
		talking.Add(1)
		go func() {
			defer talking.Done()
			defer conn.Close()
			defer stops[i]()
			if err := talk(group, i, conn); err != nil {
				failed[i] = true
				fail(err)
			}
		}()
	}
	talking.Wait()
	if !slices.Contains(failed, true) {
		return nil
	}
	return errors.Join(ctx.Err(), context.Cause(group))
}
