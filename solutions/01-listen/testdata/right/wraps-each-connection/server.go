// Right: its listener hands out connections of a type of its own.
package listen

import (
	"net"
	"sync/atomic"
)

type call struct {
	net.Conn
	number int64
}

type exchange struct {
	net.Listener
	calls atomic.Int64
}

func (e *exchange) Accept() (net.Conn, error) {
	conn, err := e.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &call{conn, e.calls.Add(1)}, nil
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &exchange{Listener: ln}, nil
}
