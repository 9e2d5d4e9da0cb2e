// Wrong: takes every lasting error for a closing on purpose.
// fails: broken, accept-scenes
// breaks: other-errors
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if isTemporary(err) {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		if err != nil {
			return nil
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
