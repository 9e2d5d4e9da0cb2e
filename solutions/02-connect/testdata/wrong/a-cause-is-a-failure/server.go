// Wrong: returns the cause of ctx where it has one of its own.
// fails: any-reason
// breaks: stops
package connect

import (
	"context"
	"net"
)

func stopped(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != ctx.Err() {
		return cause
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
