// Wrong: takes the error of a second Close for the end of the loop.
// fails: accept-scenes
// breaks: closes
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if isTemporary(err) {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		if err != nil {
			return err
		}
		if err := serve(conn, answer); err != nil {
			return err
		}
	}
}

func serve(conn net.Conn, answer func(net.Conn)) (err error) {
	defer func() { err = conn.Close() }()
	answer(conn)
	return nil
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
