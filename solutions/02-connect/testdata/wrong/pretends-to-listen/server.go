// Wrong: finds out a free port and announces it, and never listens there.
// fails: announces, listens-first, frees-port
// breaks: heard
package connect

import (
	"context"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	free, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	if err := free.Close(); err != nil {
		return err
	}
	select {
	case ready <- free.Addr():
		<-ctx.Done()
	case <-ctx.Done():
	}
	return nil
}
