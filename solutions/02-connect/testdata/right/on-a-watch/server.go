// Right: gives Accept a moment at a time and looks at ctx in between, without a goroutine.
package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	where, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	ln, err := net.ListenTCP("tcp", where)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	defer ln.Close()
	for ctx.Err() == nil {
		select {
		case ready <- ln.Addr():
			ready = nil // told once
		default:
		}
		if err := ln.SetDeadline(time.Now().Add(2 * time.Millisecond)); err != nil {
			return err
		}
		conn, err := ln.AcceptTCP()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			continue
		}
		if err != nil {
			return err
		}
		conn.CloseWrite()
		conn.Close()
	}
	return nil
}
