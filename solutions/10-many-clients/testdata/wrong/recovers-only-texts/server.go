// Wrong: expects that a panic is always a string.
// fails: panic-seat
// breaks: serve-panic
package manyclients

import (
	"errors"
	"log"
	"net"
	"runtime/debug"
	"sync"
	"time"
)

const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int
}

func (s *Server) Serve(ln net.Listener) error {
	var calls sync.WaitGroup
	defer calls.Wait()
	var seats chan struct{}
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
			<-seats
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

func (s *Server) answer(conn net.Conn) {
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(string); !ok {
				panic(v)
			}
			log.Printf("panic in the conversation with %v: %v", conn.RemoteAddr(), v)
			debug.PrintStack()
		}
	}()
	defer conn.Close()
	s.Handler(conn)
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
