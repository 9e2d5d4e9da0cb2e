// Wrong: knows temporary errors by their numbers, and does not ask those that it does not know.
// fails: accept-scenes
// breaks: temporary
package accept

import (
	"errors"
	"net"
	"syscall"
	"time"
)

var temporary = []error{syscall.EMFILE, syscall.ENFILE, syscall.ECONNABORTED, syscall.EINTR}

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
next:
	for {
		conn, err := ln.Accept()
		if err == nil {
			serve(conn, answer)
			continue
		}
		for _, t := range temporary {
			if errors.Is(err, t) {
				time.Sleep(100 * time.Millisecond)
				continue next
			}
		}
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		return err
	}
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer func() {
		v := recover()
		_ = conn.Close()
		if v != nil {
			panic(v)
		}
	}()
	answer(conn)
}
