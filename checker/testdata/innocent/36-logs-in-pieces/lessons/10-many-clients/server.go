// Package manyclients is lesson 10: a server with many callers at once, and many clients that
// call at once.
package manyclients

import (
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
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
	// MaxConns is the most conversations at the same time. 0: no limit.
	MaxConns int
}

// Serve picks up the callers of ln, each in a goroutine of its own, and closes a connection
// when its Handler is done. When there are MaxConns conversations, the next caller waits in
// the kernel's queue, connected (RFC 9293 §3.5) but not picked up, until one of them is over.
//
// A Handler that panics costs its own connection only: the panic is logged, and everything
// else goes on. A temporary error of Accept does not end Serve: it waits, 5 ms at first, then
// longer up to 1 s, and asks again.
//
// When ln has been closed, Serve returns nil; any other error is returned as Accept gave it.
// Either way it picks up nobody else, and first waits for the conversations that go on.
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

var events = newEvents(os.Stderr, slog.LevelInfo)

func newEvents(to io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level})).With(slog.String("lesson", fmt.Sprint(9)))
}

// answer has one conversation, and sees to it that the connection is closed and that a panic
// ends here: in a goroutine, nobody above could catch it, and the whole program would end.
func (s *Server) answer(conn net.Conn) {
	defer func() {
		if v := recover(); v != nil {
			events.Error("panic", slog.Group("call", "from", conn.RemoteAddr()), slog.Any("value", v))
			log.Print(v)
			debug.PrintStack()
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
