// Wrong: picks callers up ahead of Accept, and hangs up on every second one.
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
	case <-a.done:
		return nil, net.ErrClosed
	}
}

func (a *ahead) Close() error {
	err := a.Listener.Close()
	<-a.done
	return err
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	a := &ahead{ln, make(chan net.Conn, 1000), make(chan struct{})}
	go func() {
		for n := 0; ; n++ {
			conn, err := ln.Accept()
			if err != nil {
				break
			}
			if n%2 == 1 {
				conn.Close() // engaged
				continue
			}
			a.calls <- conn
		}
		close(a.done)
		for {
			select {
			case conn := <-a.calls:
				conn.Close()
			default:
				return
			}
		}
	}()
	return a, nil
}
