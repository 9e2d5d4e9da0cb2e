// Wrong: panics anew with the text of the panic.
// fails: accept-scenes
// breaks: panic-value
package accept

import (
	"errors"
	"fmt"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			time.Sleep(50 * time.Millisecond)
		case err != nil:
			return err
		default:
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
	defer func() {
		if v := recover(); v != nil {
			panic(fmt.Sprint(v))
		}
	}()
	answer(conn)
}
