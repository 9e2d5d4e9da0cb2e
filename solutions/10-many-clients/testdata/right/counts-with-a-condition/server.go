// Right: picks up ahead, and lets the goroutine wait for a free seat with a sync.Cond.
package manyclients

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int

	mu   sync.Mutex
	cond *sync.Cond
	busy int
	all  int
}

func (s *Server) Serve(ln net.Listener) error {
	s.cond = sync.NewCond(&s.mu)
	err := s.loop(ln)
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.all > 0 {
		s.cond.Wait()
	}
	return err
}

func (s *Server) loop(ln net.Listener) error {
	for {
		conn, err := ln.Accept()
		var temporary interface{ Temporary() bool }
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case errors.As(err, &temporary) && temporary.Temporary():
			<-time.After(20 * time.Millisecond)
			continue
		case err != nil:
			return fmt.Errorf("serve: %w", err)
		}
		s.mu.Lock()
		s.all++
		s.mu.Unlock()
		go s.answer(conn)
	}
}

func (s *Server) answer(conn net.Conn) {
	s.mu.Lock()
	for s.MaxConns > 0 && s.busy == s.MaxConns {
		s.cond.Wait()
	}
	s.busy++
	s.mu.Unlock()
	defer func() {
		if v := recover(); v != nil {
			fmt.Fprintln(io.Discard, v)
		}
		_ = conn.Close()
		s.mu.Lock()
		s.busy--
		s.all--
		s.mu.Unlock()
		s.cond.Broadcast()
	}()
	s.Handler(conn)
}
