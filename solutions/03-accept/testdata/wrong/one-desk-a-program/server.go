// Wrong: has one lock in the package, so that two loops wait for each other.
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

var desk sync.Mutex

func serve(conn net.Conn, answer func(net.Conn)) {
	desk.Lock()
	defer desk.Unlock()
	defer conn.Close()
	answer(conn)
}
