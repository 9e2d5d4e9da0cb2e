// Wrong: asks Accept for a tenth of a second at a time, and never closes the listener.
// fails: announces, frees-port
// breaks: closed-behind
package connect

import (
	"context"
	"errors"
	"net"
	"os"
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
		return nil
	}
	for ctx.Err() == nil {
		ln.(*net.TCPListener).SetDeadline(time.Now().Add(100 * time.Millisecond))
		conn, err := ln.Accept()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			continue
		}
		if err != nil {
			return err
		}
		conn.Close()
	}
	return nil
}
