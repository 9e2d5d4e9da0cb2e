// Wrong: hangs up on the first caller after two temporary errors in a row, to see whether all is well again.
// fails: too-many-files, temporary-inside, patient
// breaks: hands-over
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
			failures++
			time.Sleep(50 * time.Millisecond)
		case err != nil:
			return err
		default:
			if failures > 1 {
				conn.Close()
			} else {
				serve(conn, answer)
			}
			failures = 0
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
