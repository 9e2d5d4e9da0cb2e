// Right: accepts in a goroutine, one caller ahead of the one who is answered.
package accept

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	type call struct {
		net.Conn
		err error
	}
	calls, done := make(chan call), make(chan struct{})
	var accepting sync.WaitGroup
	defer accepting.Wait()
	defer ln.Close()
	defer close(done)
	accepting.Go(func() {
		for failures := 0; ; failures++ {
			conn, err := ln.Accept()
			var t interface{ Temporary() bool }
			if errors.As(err, &t) && t.Temporary() {
				if failures > 0 { // the first time at once
					<-time.After(5*time.Millisecond + rand.N(990*time.Millisecond))
				}
				continue
			}
			failures = -1
			select {
			case calls <- call{conn, err}:
			case <-done:
				if conn != nil {
					conn.Close()
				}
			}
			if err != nil {
				return
			}
		}
	})
	for {
		switch c := <-calls; {
		case errors.Is(c.err, net.ErrClosed):
			return nil
		case c.err != nil:
			return fmt.Errorf("accept loop: %w", c.err)
		default:
			func() {
				defer c.Close()
				answer(c.Conn)
			}()
		}
	}
}
