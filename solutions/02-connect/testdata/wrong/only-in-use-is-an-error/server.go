// Wrong: returns an error if the address is in use; whatever else is wrong with it is nil.
// fails: not-ours
// breaks: system-reason
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return err
	}
	if err != nil {
		return nil
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
