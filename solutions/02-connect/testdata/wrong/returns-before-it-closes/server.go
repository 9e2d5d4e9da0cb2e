// Wrong: closes its port a second after it has returned unheard.
// fails: unheard
// breaks: closed-behind
package connect

import (
	"context"
	"net"
	"time"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		time.AfterFunc(time.Second, func() { _ = ln.Close() })
		return nil
	}
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

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
