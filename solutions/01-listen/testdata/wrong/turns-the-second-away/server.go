// Wrong: picks callers up ahead of Accept, and hangs up on all but the first who waits.
// fails: a-hundred
// breaks: open-at-once
package listen

import (
	"net"
)

type ahead struct {
	net.Listener
	calls chan net.Conn
	done  chan struct{}
}

func (a *ahead) Accept() (net.Conn, error) {
	select {
	case conn := <-a.calls:
		return conn, nil
	default:
	}
	select {
	case conn := <-a.calls:
		return conn, nil
	case <-a.done:
		return nil, net.ErrClosed
	}
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	a := &ahead{ln, make(chan net.Conn, 1), make(chan struct{})}
	go func() {
		defer func() {
			select {
			case conn := <-a.calls:
				conn.Close()
			default:
			}
			close(a.done)
		}()
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			select {
			case a.calls <- conn:
			default:
				conn.Close() // engaged
			}
		}
	}()
	return a, nil
}
