// Wrong: picks up one ahead, closes the listener when answer panics, and forgets that caller.
// fails: accept-scenes
// breaks: nothing-left
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	calls, end, done := make(chan net.Conn), make(chan error, 1), make(chan struct{})
	go func() {
		defer close(calls)
		for {
			conn, err := ln.Accept()
			switch {
			case err == nil:
				select {
				case calls <- conn:
					continue
				case <-done:
				}
			case isTemporary(err):
				time.Sleep(50 * time.Millisecond)
				continue
			case errors.Is(err, net.ErrClosed):
				err = nil
			}
			end <- err
			return
		}
	}()
	finished := false
	defer func() {
		if !finished {
			ln.Close()
			close(done)
			<-end
		}
	}()
	for conn := range calls {
		serve(conn, answer)
	}
	finished = true
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
