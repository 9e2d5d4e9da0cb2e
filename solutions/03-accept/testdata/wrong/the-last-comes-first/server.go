// Wrong: picks callers up ahead, and answers the one who came last.
// fails: accept-scenes
// breaks: in-order
package accept

import (
	"errors"
	"net"
	"sync"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	var mu sync.Mutex
	var waiting []net.Conn
	var end error
	some := make(chan struct{}, 1)
	over := false
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil && isTemporary(err) {
				time.Sleep(50 * time.Millisecond)
				continue
			}
			mu.Lock()
			if err != nil {
				end, over = err, true
			} else {
				waiting = append(waiting, conn)
			}
			mu.Unlock()
			select {
			case some <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
	for {
		mu.Lock()
		var conn net.Conn
		if n := len(waiting); n > 0 {
			conn, waiting = waiting[n-1], waiting[:n-1]
		}
		done := over && conn == nil
		mu.Unlock()
		if conn != nil {
			serve(conn, answer)
			continue
		}
		if done {
			if errors.Is(end, net.ErrClosed) {
				return nil
			}
			return end
		}
		<-some
	}
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
