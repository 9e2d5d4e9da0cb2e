// Wrong: serves its first caller and nobody else.
// fails: next-caller
// breaks: goes-on
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
		return nil
	}
	conn, err := ln.Accept()
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	conn.Close()
	<-ctx.Done()
	return nil
}
