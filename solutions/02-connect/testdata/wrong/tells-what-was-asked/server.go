// Wrong: announces the address that was asked for, with port 0 in it.
// fails: announces
// breaks: announces
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
	asked, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return err
	}
	select {
	case ready <- asked:
	case <-ctx.Done():
		return nil
	}
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
