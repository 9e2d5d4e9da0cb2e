// Wrong: looks after ctx only once somebody has called.
// fails: any-reason
// breaks: unheard
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

	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}

	var once sync.Once
	stop := func() bool { return true }
	defer func() { stop() }()
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		_ = conn.Close()
		once.Do(func() { stop = context.AfterFunc(ctx, func() { _ = ln.Close() }) })
	}
}
