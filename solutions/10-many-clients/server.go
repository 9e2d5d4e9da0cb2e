// Package manyclients is lesson 10: a server with many callers at once, and many clients that
// call at once.
package manyclients

import (
	"errors"
	"log"
	"net"
	"runtime/debug"
	"sync"
	"time"
)

// How long Serve waits after a temporary error: twice as long each time, within these.
const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

// Server answers many callers at the same time.
type Server struct {
	// Handler has the conversation with one caller. Every caller has a goroutine of its own,
	// so it is called many times at once.
	Handler func(conn net.Conn)
	// MaxConns is the most conversations at the same time. 0 or less: no limit.
	MaxConns int
}

// Serve picks up the callers of ln, each in a goroutine of its own, and goes back to Accept at
// once. A connection is closed when its Handler is done, before its seat goes to the next
// caller. When there are MaxConns conversations, the next caller waits, however long, and is
// served when one of them is over; nobody is refused. Serve sets no time limit of its own.
//
// A Handler returns, or it panics, with any value. A panic costs its own connection only: that
// one is closed, and everything else goes on. A temporary error of Accept, as in lesson 03,
// does not end Serve, however often it comes. Serve asks again after 5 ms at least and 1 s at
// most (the first time it may ask again at once).
//
// When ln has been closed (errors.Is finds net.ErrClosed), Serve returns nil. Any other error,
// io.EOF too, means that ln is broken for good: it is returned, itself or wrapped. Either way
// Serve first waits until the conversations that go on are over and their connections are
// closed, without disturbing them. ln belongs to the caller: Serve does not close it. When
// Serve has returned, it may be called again.
//
// Who waits for a seat stands in the kernel's queue, connected (RFC 9293 §3.5) but not picked up.
func (s *Server) Serve(ln net.Listener) error {
	var calls sync.WaitGroup
	defer calls.Wait()
	var seats chan struct{} // one place for each conversation; nil when there is no limit
	if s.MaxConns > 0 {
		seats = make(chan struct{}, s.MaxConns)
	}
	var wait time.Duration
	for {
		if seats != nil {
			seats <- struct{}{}
		}
		conn, err := ln.Accept()
		if err == nil {
			wait = 0
			calls.Go(func() {
				if seats != nil {
					defer func() { <-seats }()
				}
				s.answer(conn)
			})
			continue
		}
		if seats != nil {
			<-seats // nobody sat down
		}
		switch {
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

// answer has one conversation, and sees to it that the connection is closed and that a panic
// ends here: in a goroutine, nobody above could catch it, and the whole program would end.
func (s *Server) answer(conn net.Conn) {
	defer func() {
		if v := recover(); v != nil {
			log.Printf("panic in the conversation with %v: %v\n%s", conn.RemoteAddr(), v, debug.Stack())
		}
	}()
	defer conn.Close()
	s.Handler(conn)
}

// isTemporary reports whether asking again may help, as after EMFILE: this program has as
// many files open as it may. The errors know it of themselves.
func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
