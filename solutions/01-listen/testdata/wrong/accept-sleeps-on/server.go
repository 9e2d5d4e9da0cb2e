// Wrong: picks callers up in a goroutine, and Close does not wake the Accept that waits for it.
// fails: close-wakes
// breaks: close-wakes
package listen

import (
	"net"
)

type queue struct {
	net.Listener
	calls chan net.Conn
}

func (q *queue) Accept() (net.Conn, error) { return <-q.calls, nil }

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	q := &queue{ln, make(chan net.Conn, 1024)}
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				for len(q.calls) > 0 {
					(<-q.calls).Close()
				}
				return
			}
			q.calls <- conn
		}
	}()
	return q, nil
}
