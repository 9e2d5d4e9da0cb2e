// Wrong: doubles the pause each time and puts no lid on it.
// fails: back-soon, accept-scenes
// breaks: at-most
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	wait := 5 * time.Millisecond
	for {
		conn, err := ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if isTemporary(err) {
			time.Sleep(wait)
			wait *= 2
			continue
		}
		if err != nil {
			return err
		}
		wait = 5 * time.Millisecond
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
