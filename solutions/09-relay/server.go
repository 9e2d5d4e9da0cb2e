// Package relay is lesson 09: two connections that are joined into one, whose ends learn of each
// other's goodbyes and failures, and a server that joins its callers with another server.
package relay

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

// How long Forward waits after a temporary error: twice as long each time, within these.
const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

// Forward picks up the callers of ln, any number at the same time, and goes back to Accept at once.
// It dials target ("host:port", with a name or an IP address) for each of them, over TCP, and joins
// the two with Relay and idle. What ln hands over are Conns.
//
// When target cannot be reached, the caller's connection is closed with a RST: with a FIN it would
// believe that the answer is empty. Whatever happens to one caller, to its target or to their
// relay, the others do not notice.
//
// A temporary error of Accept, as in lesson 03, does not end Forward, however often it comes:
// Forward asks again after 5 ms at least and 1 s at most (the first time it may ask again at once).
// When ln has been closed (errors.Is finds net.ErrClosed), Forward waits until its relays are over,
// and returns nil. Any other error of Accept means that ln is broken for good: Forward waits in the
// same way and returns the error, itself or wrapped.
//
// The end of ctx, before the call or during it, ends every wait at once: for callers, for targets,
// for relays. Every caller that has been picked up, and every target that is joined with one, gets a
// RST, and Forward returns nil, whether ln is closed or broken or not. Forward owns ln: when it
// returns, ln is closed, every connection is closed, no goroutine is left, and nothing waits for
// the end of ctx.
func Forward(ctx context.Context, ln net.Listener, target string, idle time.Duration) error {
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { _ = ln.Close() })
	defer stop()

	var calls sync.WaitGroup
	err := acceptAll(ctx, ln, func(caller Conn) {
		calls.Go(func() { forward(ctx, caller, target, idle) })
	})
	calls.Wait()
	if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// acceptAll hands every caller of ln to answer, until Accept fails for good.
func acceptAll(ctx context.Context, ln net.Listener, answer func(Conn)) error {
	var wait time.Duration
	for {
		conn, err := ln.Accept()
		switch {
		case err == nil:
			wait = 0
			answer(conn.(Conn))
		case isTemporary(err):
			wait = min(max(2*wait, shortestWait), longestWait)
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return ctx.Err()
			}
		default:
			return err
		}
	}
}

// isTemporary reports whether asking again may help, as after EMFILE.
func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

// forward joins one caller with target. What goes wrong is for the two of them to see, in a RST.
func forward(ctx context.Context, caller Conn, target string, idle time.Duration) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", target)
	if err != nil {
		_ = caller.SetLinger(0)
		_ = caller.Close()
		return
	}
	_, _, _ = Relay(ctx, caller, conn.(*net.TCPConn), idle)
}
