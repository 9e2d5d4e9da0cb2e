// Wrong: gives the seat back after the conversation, but not after a panic.
// fails: panic-seat
// breaks: serve-panic
package manyclients

import (
	"errors"
	"net"
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
				defer func() { _ = recover() }()
				defer conn.Close()
				s.Handler(conn)
				if seats != nil {
					<-seats
				}
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

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
