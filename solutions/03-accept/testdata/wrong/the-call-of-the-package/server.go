// Wrong: keeps the call in a variable of the package, and closes what stands there.
// fails: several-loops
// breaks: several-loops
package accept

import (
	"errors"
	"net"
	"sync"
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

var current struct {
	sync.Mutex
	net.Conn
}

func serve(conn net.Conn, answer func(net.Conn)) {
	current.Lock()
	current.Conn = conn
	current.Unlock()
	defer func() {
		current.Lock()
		defer current.Unlock()
		current.Conn.Close()
	}()
	answer(conn)
}
