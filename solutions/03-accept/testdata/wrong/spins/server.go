// Wrong: asks again at once after a temporary error.
// fails: no-busy-loop, back-soon
// breaks: at-least
package accept

import (
	"errors"
	"net"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if isTemporary(err) {
			continue
		}
		if err != nil {
			return err
		}
		serve(conn, answer)
	}
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
