// Wrong: asks again at once, and only then waits, time after time.
// fails: no-busy-loop, accept-scenes
// breaks: at-least
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	failures := 0
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			if failures++; failures%2 == 0 {
				time.Sleep(20 * time.Millisecond)
			}
		case err != nil:
			return err
		default:
			failures = 0
			serve(conn, answer)
		}
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
