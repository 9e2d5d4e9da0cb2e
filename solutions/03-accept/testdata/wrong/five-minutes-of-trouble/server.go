// Wrong: gives up after five minutes of temporary errors.
// fails: back-soon
// breaks: patient
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	since := time.Now()
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err) && time.Since(since) < 5*time.Minute:
			time.Sleep(500 * time.Millisecond)
		case err != nil:
			return err
		default:
			since = time.Now()
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
