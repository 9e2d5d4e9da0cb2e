// Wrong: closes ready when it returns, though the channel is the caller's.
// fails: once
// breaks: ready-open
package connect

import (
	"context"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	defer close(ready)
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
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		_ = conn.Close()
	}
}
