// Right: a goroutine for each Accept; the last caller's has the listener closed by ctx itself.
package relay

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

func Forward(ctx context.Context, ln net.Listener, target string, idle time.Duration) (err error) {
	all, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-all.Done()
		ln.Close()
	}()
	next := make(chan error, 1)
	var accept func(pause time.Duration)
	accept = func(pause time.Duration) {
		defer wg.Done()
		conn, err := ln.Accept()
		var passing interface{ Temporary() bool }
		switch {
		case err == nil:
			wg.Add(1)
			go accept(0)
			switchOver(ctx, conn, target, idle)
		case errors.Is(err, net.ErrClosed):
			next <- nil
		case errors.As(err, &passing) && passing.Temporary():
			pause = min(2*pause+5*time.Millisecond, 700*time.Millisecond)
			t := time.NewTimer(pause)
			defer t.Stop()
			select {
			case <-t.C:
				wg.Add(1)
				go accept(pause)
			case <-ctx.Done():
				next <- nil
			}
		default:
			next <- fmt.Errorf("forward: %w", err)
		}
	}
	wg.Add(1)
	go accept(0)
	err = <-next
	cancel()
	wg.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func switchOver(ctx context.Context, c net.Conn, target string, idle time.Duration) {
	caller := c.(Conn)
	callee, err := new(net.Dialer).DialContext(ctx, "tcp", target)
	if err == nil {
		Relay(ctx, caller, callee.(Conn), idle)
		return
	}
	caller.SetLinger(0)
	caller.Close()
}
