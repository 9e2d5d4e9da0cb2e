// Wrong: closes the server that runs already when another one starts.
// fails: two-servers, broken
// breaks: several
package connect

import (
	"context"
	"net"
	"sync"
)

var (
	mu      sync.Mutex
	current net.Listener
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	mu.Lock()
	if current != nil {
		_ = current.Close()
	}
	current = ln
	mu.Unlock()
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
			<-ctx.Done()
			return nil
		}
		_ = conn.Close()
	}
}
