// Wrong: looks at ctx before the connection that Accept has just returned is closed, and forgets it.
// fails: last-caller
// breaks: closed-behind
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
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}
	for {
		conn, err := ln.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		_ = conn.Close()
	}
}
