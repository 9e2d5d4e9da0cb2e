// Wrong: shifts five milliseconds to the left, one more for each failure: after forty the wait is negative.
// fails: no-busy-loop, back-soon, accept-scenes
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
			time.Sleep(min(5*time.Millisecond<<failures, 100*time.Millisecond))
			failures++
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
