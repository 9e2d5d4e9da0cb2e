// Wrong: is done when it has served a hundred callers, and only waits for ctx after that.
// fails: three-hundred
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
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}

	for range 100 {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		_ = conn.Close()
	}
	<-ctx.Done()
	return nil
}
