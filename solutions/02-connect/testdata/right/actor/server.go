// Right: one goroutine accepts and another decides, with nothing but channels between them.
package connect

import (
	"context"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	calls, broken := make(chan net.Conn), make(chan error, 1)
	go func() {
		defer close(calls)
		for {
			conn, err := ln.Accept()
			if err != nil {
				broken <- err
				return
			}
			calls <- conn
		}
	}()
	defer func() {
		_ = ln.Close()
		for conn := range calls { // until the goroutine is gone
			_ = conn.Close()
		}
	}()
	for {
		select {
		case ready <- ln.Addr():
			ready = nil
		case conn, more := <-calls:
			if !more {
				return <-broken
			}
			_ = conn.Close()
		case <-ctx.Done():
			return nil
		}
	}
}
