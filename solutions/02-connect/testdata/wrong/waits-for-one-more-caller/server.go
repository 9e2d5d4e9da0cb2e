// Wrong: looks at ctx between two callers only, and Accept waits for the next one for ever.
// fails: stops
// breaks: stops
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
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}
	for ctx.Err() == nil {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		conn.Close()
	}
	return nil
}
