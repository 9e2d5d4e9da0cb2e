// Right: a generator of connections, gone through with for; with half jitter.
package accept

import (
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

func connections(ln net.Listener, failed *error) func(yield func(net.Conn) bool) {
	return func(yield func(net.Conn) bool) {
		whole := 10 * time.Millisecond
		for {
			conn, err := ln.Accept()
			if err == nil {
				whole = 10 * time.Millisecond
				if !yield(conn) {
					return
				}
				continue
			}
			var t interface{ Temporary() bool }
			if errors.Is(err, net.ErrClosed) || !errors.As(err, &t) || !t.Temporary() {
				*failed = err
				return
			}
			time.Sleep(whole/2 + rand.N(whole/2))
			whole = min(2*whole, time.Second)
		}
	}
}

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	var failed error
	for conn := range connections(ln, &failed) {
		with(conn, answer)
	}
	if errors.Is(failed, net.ErrClosed) {
		return nil
	}
	return failed
}

func with(conn net.Conn, answer func(net.Conn)) {
	defer func() { _ = conn.Close() }()
	answer(conn)
}
