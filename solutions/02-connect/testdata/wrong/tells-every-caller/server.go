// Wrong: announces its address again for each caller.
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

	announce := func() {
		select {
		case ready <- ln.Addr():
		case <-ctx.Done():
		}
	}
	announce()
	var telling sync.WaitGroup
	defer telling.Wait()
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		_ = conn.Close()
		telling.Go(announce)
	}
}
