// Wrong: returns the error of Accept, though ctx has ended since.
// fails: ctx-ends
// breaks: ctx-is-no-failure
package relay

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

func Forward(ctx context.Context, ln net.Listener, target string, idle time.Duration) error {
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	var calls sync.WaitGroup
	err := acceptAll(ctx, ln, func(caller Conn) {
		calls.Go(func() { forward(ctx, caller, target, idle) })
	})
	stopped := ctx.Err() != nil
	calls.Wait()
	if stopped || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func acceptAll(ctx context.Context, ln net.Listener, answer func(Conn)) error {
	var wait time.Duration
	for {
		conn, err := ln.Accept()
		switch {
		case err == nil:
			wait = 0
			answer(conn.(Conn))
		case isTemporary(err):
			wait = min(max(2*wait, shortestWait), longestWait)
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return ctx.Err()
			}
		default:
			return err
		}
	}
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func forward(ctx context.Context, caller Conn, target string, idle time.Duration) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", target)
	if err != nil {
		_ = caller.SetLinger(0)
		_ = caller.Close()
		return
	}
	_, _, _ = Relay(ctx, caller, conn.(*net.TCPConn), idle)
}
