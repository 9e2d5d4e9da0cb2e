// Package connect is lesson 02: a client that dials, once or until the server is there, and
// a server that says when it can be reached.
package connect

import (
	"context"
	"net"
)

// Serve listens at addr, an address as in lesson 01, and then announces its real address on
// ready, once: whoever hears it can connect at once. It leaves ready open. It hangs up on each
// caller at once, with a FIN and without a word, and does not wait for the caller to hang up
// first. (A caller who has spoken may get a RST.) So it goes on until ctx ends, and of callers
// who are gone it keeps nothing.
//
// When ctx has ended, for whatever reason, Serve returns nil, whether or not anybody has heard
// the announcement or called. If ctx had ended before, it returns nil, too, and may announce
// its address or not. If it cannot listen, it announces nothing and returns the error, in which
// errors.Is finds the system's reason, as in lesson 01. If its listener breaks, it returns that
// error. When Serve has returned, its port is free, every connection is closed, and nothing
// waits for ctx any more. Several can serve at once.
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
