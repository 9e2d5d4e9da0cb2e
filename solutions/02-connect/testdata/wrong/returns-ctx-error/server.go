// Wrong: takes a requested stop for a failure.
// fails: once, stops, unheard
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
	stop := context.AfterFunc(ctx, func() { ln.Close() })
	defer stop()
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return err
		}
		conn.Close()
	}
}
