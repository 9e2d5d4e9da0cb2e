// Wrong: returns nil if the error is a *net.OpError around net.ErrClosed, as TCP listeners give it.
// fails: accept-scenes
// breaks: closed
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
		case closed(err):
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
	defer conn.Close()
	answer(conn)
}

func closed(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Err == net.ErrClosed
}
