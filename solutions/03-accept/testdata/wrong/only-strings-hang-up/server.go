// Wrong: hangs up when somebody panics with a text, and knows no other panics.
// fails: accept-scenes
// breaks: panic-closes
package accept

import (
	"errors"
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
	defer func() {
		v := recover()
		if _, ok := v.(string); ok || v == nil {
			conn.Close()
		}
		if v != nil {
			panic(v)
		}
	}()
	answer(conn)
}
