// Wrong: takes every loopback address for 127.0.0.1.
// fails: every-host
// breaks: that-address
package connect

import (
	"context"
	"net"
	"strings"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	if host, port, err := net.SplitHostPort(addr); err == nil && strings.HasPrefix(host, "127.") {
		addr = "127.0.0.1:" + port
	}
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
