// Wrong: answers two at a time: nobody said how many.
// fails: one-at-a-time, panic-hangs-up, panic-goes-on
// breaks: in-order
package accept

import (
	"errors"
	"net"
	"sync"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	places := make(chan struct{}, 2)
	var calls sync.WaitGroup
	defer calls.Wait()
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
			places <- struct{}{}
			calls.Go(func() {
				defer func() { <-places }()
				serve(conn, answer)
			})
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
