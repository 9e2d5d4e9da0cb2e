// Right: opens all connections before anybody speaks, and has the ctx close them.
package manyclients

import (
	"context"
	"errors"
	"io"
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

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	outside := ctx
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer conn.Close()
	line, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.ErrUnsupported
	}
	over := make(chan struct{})
	go func() {
		_, err := io.Copy(conn, in)
		if err == nil {
			err = line.CloseWrite()
		}
		if err != nil {
			end(err)
		}
	}()
	go func() {
		defer close(over)
		if _, err := io.Copy(out, conn); err != nil {
			end(err)
		}
	}()
	select {
	case <-over:
	case <-ctx.Done():
		_ = conn.Close()
		<-over
	}
	if cause := context.Cause(ctx); cause != nil {
		return errors.Join(outside.Err(), cause)
	}
	return nil
}
