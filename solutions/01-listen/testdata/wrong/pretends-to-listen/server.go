// Wrong: finds out a free port, and hands out an address with an Accept, which is no listener.
// fails: reachable, tells-port, own-port, loopback-only, given-address, before-accept, frees-port
// breaks: open-at-once
package listen

import (
	"net"
	"sync"
)

type listener struct {
	addr   net.Addr
	closed chan struct{}
	once   sync.Once
}

func (l *listener) Accept() (net.Conn, error) {
	<-l.closed
	return nil, net.ErrClosed
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *listener) Addr() net.Addr { return l.addr }

func Listen(addr string) (net.Listener, error) {
	free, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := free.Close(); err != nil {
		return nil, err
	}
	return &listener{addr: free.Addr(), closed: make(chan struct{})}, nil
}
