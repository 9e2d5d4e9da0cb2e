// Wrong: the listener repeats the address that was asked for, with port 0 in it.
// fails: reachable, tells-port
// breaks: any-port
package listen

import "net"

type listener struct {
	net.Listener
	asked net.Addr
}

func (l listener) Addr() net.Addr { return l.asked }

func Listen(addr string) (net.Listener, error) {
	asked, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, err
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return listener{ln, asked}, nil
}
