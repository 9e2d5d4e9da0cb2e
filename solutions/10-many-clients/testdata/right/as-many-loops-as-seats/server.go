// Right: has one accept loop for each seat.
package manyclients

import (
	"errors"
	"log"
	"net"
	"sync"
	"time"
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int
}

func (s *Server) Serve(ln net.Listener) error {
	if s.MaxConns <= 0 {
		var calls sync.WaitGroup
		defer calls.Wait()
		return each(ln, func(conn net.Conn) { calls.Go(func() { s.answer(conn) }) })
	}
	ended := make(chan error)
	for range s.MaxConns {
		go func() { ended <- each(ln, s.answer) }()
	}
	var first error
	for range s.MaxConns {
		if err := <-ended; first == nil {
			first = err
		}
	}
	return first
}

func each(ln net.Listener, answer func(net.Conn)) error {
	for wait := 5 * time.Millisecond; ; {
		conn, err := ln.Accept()
		var temporary interface{ Temporary() bool }
		switch {
		case err == nil:
			wait = 5 * time.Millisecond
			answer(conn)
		case errors.Is(err, net.ErrClosed):
			return nil
		case errors.As(err, &temporary) && temporary.Temporary():
			<-time.After(wait)
			wait = min(2*wait, time.Second)
		default:
			return err
		}
	}
}

func (s *Server) answer(conn net.Conn) {
	defer func() {
		v := recover()
		_ = conn.Close()
		if v != nil {
			log.Print(v)
		}
	}()
	s.Handler(conn)
}
