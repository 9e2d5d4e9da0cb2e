// Wrong: picks callers up ahead, and hangs up on the one who is being answered when the listener is closed.
// fails: finishes-call, accept-scenes
// breaks: finishes
package accept

import (
	"errors"
	"net"
	"sync"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	var mu sync.Mutex
	var current net.Conn
	calls, end := make(chan net.Conn), make(chan error, 1)
	go func() {
		defer close(calls)
		for {
			conn, err := ln.Accept()
			switch {
			case err == nil:
				calls <- conn
				continue
			case isTemporary(err):
				time.Sleep(50 * time.Millisecond)
				continue
			case errors.Is(err, net.ErrClosed):
				mu.Lock()
				if current != nil {
					current.Close()
				}
				mu.Unlock()
				err = nil
			}
			end <- err
			return
		}
	}()
	for conn := range calls {
		mu.Lock()
		current = conn
		mu.Unlock()
		serve(conn, answer)
	}
	return <-end
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
