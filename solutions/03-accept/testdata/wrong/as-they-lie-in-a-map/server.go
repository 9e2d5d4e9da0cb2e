// Wrong: keeps the callers whom it has picked up in a map, which has no order.
// fails: accept-scenes
// breaks: in-order
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	calls, end := make(chan net.Conn), make(chan error, 1)
	go func() {
		for {
			conn, err := ln.Accept()
			switch {
			case err == nil:
				calls <- conn
			case isTemporary(err):
				time.Sleep(50 * time.Millisecond)
			default:
				close(calls)
				end <- err
				return
			}
		}
	}()
	waiting := map[net.Conn]bool{}
	for more := true; more || len(waiting) > 0; {
		for got := true; got && more; {
			select {
			case conn, ok := <-calls:
				if more = ok; ok {
					waiting[conn] = true
				}
			case <-time.After(time.Millisecond):
				got = false
			}
		}
		for conn := range waiting {
			delete(waiting, conn)
			serve(conn, answer)
			break
		}
	}
	if err := <-end; !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
