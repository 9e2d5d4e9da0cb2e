// Wrong: adds up to half of the wait to it at random, and looks at the second before that.
// fails: back-soon, accept-scenes
// breaks: at-most
package accept

import (
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	wait := 5 * time.Millisecond
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			time.Sleep(wait + rand.N(wait/2))
			wait = min(2*wait, time.Second)
		case err != nil:
			return err
		default:
			wait = 5 * time.Millisecond
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
