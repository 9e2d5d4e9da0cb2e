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

// AcceptLoop picks up the callers of ln one after the other: it hands each connection to
// answer, and closes it when answer is done, before the next is answered. When answer
// panics, the connection is closed too, and the panic goes on to AcceptLoop's caller.
//
// A temporary error of Accept (see isTemporary) does not end the loop: AcceptLoop waits, 5 ms
// at first, then longer up to 1 s, and asks again. Meanwhile further callers are not lost:
// the kernel has shaken hands with them (RFC 9293 §3.5) and keeps them in ln's queue.
//
// When ln has been closed, AcceptLoop finishes the call that it is answering and returns nil.
// Any other error is returned as Accept gave it.
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
