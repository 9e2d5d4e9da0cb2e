// Wrong: stops every server of the program when one ctx ends.
// fails: two-servers, broken
// breaks: several
package connect

import (
	"context"
	"net"
	"sync"
)

var (
	mu   sync.Mutex
	open = map[net.Listener]bool{}
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	mu.Lock()
	open[ln] = true
	mu.Unlock()
	stop := context.AfterFunc(ctx, func() {
		mu.Lock()
		defer mu.Unlock()
		for ln := range open {
			_ = ln.Close()
		}
		clear(open)
	})
	defer stop()

	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}

	for {
		conn, err := ln.Accept()
		if err != nil {
			return nil
		}
		_ = conn.Close()
	}
}
