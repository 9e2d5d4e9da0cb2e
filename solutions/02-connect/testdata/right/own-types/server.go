// Right: a listener of its own type, whose connections are of its own type and know how to hang up.
package connect

import (
	"context"
	"net"
)

type exchange struct{ *net.TCPListener }

type line struct{ *net.TCPConn }

func open(addr string) (exchange, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return exchange{}, err
	}
	return exchange{ln.(*net.TCPListener)}, nil
}

// calls goes through the callers, and ends with an error.
func (e exchange) calls(yield func(line, error) bool) {
	for {
		conn, err := e.AcceptTCP()
		if !yield(line{conn}, err) || err != nil {
			return
		}
	}
}

func (l line) hangUp() {
	_ = l.CloseWrite()
	_ = l.Close()
}

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := open(addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	defer context.AfterFunc(ctx, func() { _ = ln.Close() })()
	select {
	case <-ctx.Done():
		return nil
	case ready <- ln.Addr():
	}
	for call, err := range ln.calls {
		if err != nil && ctx.Err() == nil {
			return err
		}
		if err == nil {
			call.hangUp()
		}
	}
	return nil
}
