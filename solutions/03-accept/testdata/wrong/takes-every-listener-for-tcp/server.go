// Wrong: asserts that the listener is a TCP listener, to use AcceptTCP.
// fails: answers
// breaks: hands-over
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.(*net.TCPListener).AcceptTCP()
		var t interface{ Temporary() bool }
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if errors.As(err, &t) && t.Temporary() {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		if err != nil {
			return err
		}
		func() {
			defer conn.Close()
			answer(conn)
		}()
	}
}
