// Wrong: draws its wait from nothing up to the whole.
// fails: accept-scenes
// breaks: at-least
package accept

import (
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	whole := 5 * time.Millisecond
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			time.Sleep(rand.N(whole))
			whole = min(2*whole, time.Second)
		case err != nil:
			return err
		default:
			whole = 5 * time.Millisecond
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
