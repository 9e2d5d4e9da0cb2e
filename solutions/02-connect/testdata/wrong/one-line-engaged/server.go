// Wrong: hangs up with a FIN only on a caller who comes when nobody else is on the line.
// fails: stays
// breaks: hangs-up
package connect

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
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

	var busy atomic.Bool
	var calls sync.WaitGroup
	defer calls.Wait()
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		if !busy.CompareAndSwap(false, true) {
			_ = conn.(*net.TCPConn).SetLinger(0) // engaged
			_ = conn.Close()
			continue
		}
		_ = conn.(*net.TCPConn).CloseWrite()
		cut := context.AfterFunc(ctx, func() { _ = conn.Close() })
		calls.Go(func() {
			defer busy.Store(false)
			defer cut()
			defer conn.Close()
			_, _ = io.Copy(io.Discard, conn)
		})
	}
}
