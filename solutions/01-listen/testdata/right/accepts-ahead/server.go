// Right: a goroutine picks the callers up and hands them to Accept; no mutex.
package listen

import (
	"fmt"
	"net"
)

type desk struct {
	ln    net.Listener
	calls chan net.Conn
	gone  chan struct{}
	err   error
}

func (d *desk) Accept() (net.Conn, error) {
	conn, ok := <-d.calls
	if !ok {
		return nil, d.err
	}
	return conn, nil
}

func (d *desk) Addr() net.Addr { return d.ln.Addr() }

// Close hangs up on those who still wait, as the kernel does.
func (d *desk) Close() error {
	err := d.ln.Close()
	for conn := range d.calls {
		conn.Close()
	}
	<-d.gone
	return err
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	d := &desk{ln: ln, calls: make(chan net.Conn), gone: make(chan struct{})}
	go func() {
		defer close(d.gone)
		defer close(d.calls)
		for {
			conn, err := ln.Accept()
			if err != nil {
				d.err = err
				return
			}
			d.calls <- conn
		}
	}()
	return d, nil
}
