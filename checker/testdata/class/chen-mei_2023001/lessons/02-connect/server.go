// Package connect is lesson 02: a client that dials, once or until the server is there, and
// a server that says when it can be reached.
package connect

import (
	"context"
	"net"
)

// Serve listens at addr ("host:port"; port 0 lets the system choose), and then announces
// its real address on ready, once: whoever hears it can connect at once. It hangs up on
// each caller politely, with a FIN and without a word, and goes on until ctx ends. Then it
// returns nil, whether or not anybody has heard the announcement, and its port is free.
// If it cannot listen, it announces nothing and returns the system's error.
func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	// Accept does not look at ctx; a closed listener is what wakes it.
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	// The kernel completes handshakes from here on (RFC 9293 §3.5), before any Accept.
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil // the listener was closed because somebody asked for it
			}
			return err
		}
		_ = conn.Close() // nothing was read or written, so nothing can be lost
	}
}
