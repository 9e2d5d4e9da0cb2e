// Wrong: hangs up on the caller of a panicking answer when everybody has been told of it.
// fails: accept-scenes
// breaks: panic-closes
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
			time.Sleep(50 * time.Millisecond)
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
	well := false
	defer func() {
		if well {
			conn.Close()
		} else {
			time.AfterFunc(10*time.Millisecond, func() { conn.Close() })
		}
	}()
	answer(conn)
	well = true
}
