package goodbye_test

import (
	"net"

	. "handshake/lessons/internal/kit"
)

// startOn is Start for a function that talks on conn. If it does not return, but panics, conn is
// closed, so that the other end does not wait in vain: call Check after each wait.
func startOn[T any](conn net.Conn, call func() T) *Running[T] {
	return Start(func() T {
		returned := false
		defer func() {
			if !returned {
				_ = conn.Close()
			}
		}()
		result := call()
		returned = true
		return result
	})
}
