// Wrong: returns as soon as the listener is closed, and leaves answer to itself.
// fails: finishes-call, panic-hangs-up, panic-goes-on
// breaks: finishes
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	free := make(chan struct{}, 1)
	free <- struct{}{}
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			time.Sleep(50 * time.Millisecond)
			continue
		case err != nil:
			return err
		}
		<-free
		go func() {
			defer func() { free <- struct{}{} }()
			serve(conn, answer)
		}()
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
