// Wrong: its Accept throws the caller away who came while nobody asked.
// fails: a-hundred
// breaks: accept
package listen

import (
	"net"
)

type picky struct {
	net.Listener
	before *net.Conn
}

func (p picky) Accept() (net.Conn, error) {
	conn, err := p.Listener.Accept()
	if err == nil && *p.before != nil {
		conn.Close()
		*p.before = nil
		return p.Accept()
	}
	*p.before = conn
	return conn, err
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return picky{ln, new(net.Conn)}, nil
}
