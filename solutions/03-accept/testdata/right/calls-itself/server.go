// Right: a listener of its own type that knows how to ask again; so are its connections, which close once.
package accept

import (
	"errors"
	"net"
	"sync"
	"time"
)

type patient struct {
	net.Listener
	wait time.Duration
}

type call struct {
	net.Conn
	once  *sync.Once
	error *error
}

func (c call) Close() error {
	c.once.Do(func() { *c.error = c.Conn.Close() })
	return *c.error
}

func (p patient) Accept() (net.Conn, error) {
	conn, err := p.Listener.Accept()
	for t, ok := temporary(err); ok && t; t, ok = temporary(err) {
		<-time.After(p.wait)
		conn, err = p.Listener.Accept()
	}
	if err != nil {
		return nil, err
	}
	return call{conn, new(sync.Once), new(error)}, nil
}

func temporary(err error) (is, known bool) {
	var t interface{ Temporary() bool }
	known = err != nil && errors.As(err, &t)
	return known && t.Temporary(), known
}

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	p := patient{ln, 250 * time.Millisecond}
	for {
		conn, err := p.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		func() {
			defer conn.Close()
			answer(conn)
		}()
	}
}
