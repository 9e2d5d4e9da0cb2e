// Wrong: its listener is done when it has picked up one caller.
// fails: a-hundred
// breaks: accept
package listen

import (
	"net"
)

type single struct{ net.Listener }

func (s single) Accept() (net.Conn, error) {
	conn, err := s.Listener.Accept()
	if err == nil {
		s.Listener.Close()
	}
	return conn, err
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return single{ln}, nil
}
