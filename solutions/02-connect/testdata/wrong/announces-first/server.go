// Wrong: announces the address it was asked for, and listens only then.
// fails: announces, listens-first
// breaks: heard
package connect

import (
	"context"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	where, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return err
	}
	select {
	case ready <- where:
	case <-ctx.Done():
		return nil
	}
	ln, err := net.ListenTCP("tcp", where)
	if err != nil {
		return err
	}
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { ln.Close() })
	defer stop()
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		conn.Close()
	}
}
