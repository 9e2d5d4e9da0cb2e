// Wrong: compares the end of the error's text with that of net.ErrClosed.
// fails: accept-scenes
// breaks: closed
package accept

import (
	"errors"
	"net"
	"strings"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		switch {
		case err != nil && strings.HasSuffix(err.Error(), net.ErrClosed.Error()):
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
