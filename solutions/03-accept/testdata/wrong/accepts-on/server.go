// Wrong: picks up ahead in a goroutine, which goes on picking up when answer has panicked.
// fails: accept-scenes
// breaks: nothing-left
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	calls, end := make(chan net.Conn, 8), make(chan error, 1)
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
				err = nil
			}
			end <- err
			return
		}
	}()
	for conn := range calls {
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
