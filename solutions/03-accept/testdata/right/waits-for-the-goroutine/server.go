// Right: answers in a goroutine and waits for it, handing a panic over; wraps each connection.
package accept

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

type once struct {
	net.Conn
	close func() error
}

func (c once) Close() error { return c.close() }

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			var t interface{ Temporary() bool }
			switch {
			case errors.Is(err, net.ErrClosed):
				return nil
			case errors.As(err, &t) && t.Temporary():
				<-time.After(200 * time.Millisecond)
				continue
			}
			return err
		}
		ctx, hangUp := context.WithCancelCause(context.Background())
		caller := once{conn, sync.OnceValue(conn.Close)}
		hungUp := make(chan struct{})
		context.AfterFunc(ctx, func() { caller.Close(); close(hungUp) })
		var panicked any
		var answering sync.WaitGroup
		answering.Add(1)
		go func() {
			defer answering.Done()
			defer func() { panicked = recover() }()
			answer(caller)
		}()
		answering.Wait()
		hangUp(nil)
		<-hungUp
		if panicked != nil {
			panic(panicked)
		}
	}
}
