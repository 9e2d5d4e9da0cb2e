// Wrong: takes a deadline for a failure, and returns it.
// fails: any-reason
// breaks: stops
package connect

import (
	"context"
	"net"
)

func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != context.Canceled {
		return err
	}
	return nil
}

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
		return stopped(ctx)
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return stopped(ctx)
			}
			return err
		}
		_ = conn.Close()
	}
}
