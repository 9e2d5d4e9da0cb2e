// Wrong: returns the first error of Accept, even a temporary one.
// fails: temporary, flood
// breaks: serve-temporary
package manyclients

import (
	"errors"
	"log"
	"net"
	"runtime/debug"
	"sync"
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
	for {
		if seats != nil {
			seats <- struct{}{}
		}
		conn, err := ln.Accept()
		if err == nil {
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
		default:
			return err
		}
	}
}

func (s *Server) answer(conn net.Conn) {
	defer func() {
		if v := recover(); v != nil {
			log.Printf("panic in the conversation with %v: %v", conn.RemoteAddr(), v)
			debug.PrintStack()
		}
	}()
	defer conn.Close()
	s.Handler(conn)
}
