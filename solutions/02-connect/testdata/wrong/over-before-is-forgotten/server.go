// Wrong: announces to a patient reader although ctx had ended before, and waits until it is heard.
// fails: over-before
// breaks: before
package connect

import (
	"context"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	over := ctx.Err() != nil
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	if over {
		ready <- ln.Addr()
		return nil
	}
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
