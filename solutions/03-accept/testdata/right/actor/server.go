// Right: a goroutine accepts on demand and tells over a channel what came; no mutex.
package accept

import (
	"errors"
	"net"
	"time"
)

type event struct {
	conn net.Conn
	err  error
}

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	ask, told := make(chan bool), make(chan event)
	go func() {
		for range ask {
			conn, err := ln.Accept()
			told <- event{conn, err}
		}
	}()
	defer close(ask)
	for wait := 5 * time.Millisecond; ; {
		ask <- true
		e := <-told
		var t interface{ Temporary() bool }
		switch {
		case e.err == nil:
			wait = 5 * time.Millisecond
			func() {
				defer e.conn.Close()
				answer(e.conn)
			}()
		case errors.Is(e.err, net.ErrClosed):
			return nil
		case errors.As(e.err, &t) && t.Temporary():
			<-time.After(wait)
			wait = min(3*wait, time.Second)
		default:
			return e.err
		}
	}
}
