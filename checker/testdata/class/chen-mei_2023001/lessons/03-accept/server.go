// Package accept is lesson 03: a server that picks up one caller after the other, and the
// four numbers that are a connection's name.
package accept

import (
	"errors"
	"net"
	"time"
)

// How long AcceptLoop waits after a temporary error: twice as long each time, within these.
const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

// AcceptLoop picks up the callers of ln one after the other, in the order in which Accept
// returns them: it hands each connection to answer, and closes it when answer is done, before
// the next is answered. It does nothing else with the connection. When answer panics, the
// connection is closed first, and then the panic goes on to AcceptLoop's caller, with the same
// value.
//
// A temporary error of Accept does not end the loop, however often it comes and however long it
// lasts: AcceptLoop waits, 5 ms at least and 1 s at most, and asks again. The first time in a row
// it may ask again sooner. An error is temporary if errors.As finds a method Temporary() bool in
// it, and the first that it finds returns true.
//
// When ln has been closed (errors.Is finds net.ErrClosed), AcceptLoop answers to the end whom
// Accept has returned, and returns nil. Any other error is returned, as it is or wrapped. When
// AcceptLoop returns or panics, all these connections are closed, and nothing that it started is
// still at work. Several loops may run at once, each with a listener of its own.
//
// Meanwhile further callers are not lost: the kernel has shaken hands with them (RFC 9293 §3.5)
// and keeps them in ln's queue.
func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	var wait time.Duration
	for {
		conn, err := ln.Accept()
		switch {
		case err == nil:
			wait = 0
			answerAndHangUp(conn, answer)
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			wait = min(max(2*wait, shortestWait), longestWait)
			<-time.After(wait)
		default:
			return err
		}
	}
}

// answerAndHangUp is a function of its own so that the deferred Close runs after this call,
// and not when the loop ends.
func answerAndHangUp(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}

// isTemporary reports whether asking again may help. The errors know it of themselves: EMFILE
// (this program has too many files open), ENFILE (the whole system has) and a few more. An
// interface of our own asks them, because net.Error's Temporary is deprecated: for errors
// other than Accept's nobody can say what it means.
func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
