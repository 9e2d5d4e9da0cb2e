// Wrong: announces its address as often as somebody listens for it.
// fails: once
// breaks: once
package connect

import (
	"context"
	"net"
	"sync"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	var telling sync.WaitGroup
	defer telling.Wait()
	telling.Go(func() {
		for {
			select {
			case ready <- ln.Addr():
			case <-ctx.Done():
				return
			}
		}
	})
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
