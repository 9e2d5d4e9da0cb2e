// Wrong: waits for a millisecond.
// fails: no-busy-loop
// breaks: at-least
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			time.Sleep(time.Millisecond)
		case err != nil:
			return err
		default:
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
