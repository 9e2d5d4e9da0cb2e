// Right: closes no idle connection from outside: a read deadline in the past calls every reader off, and each closes its own.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	mu      sync.Mutex
	closing bool
	ln      net.Listener
	conns   map[net.Conn]struct{}
	calls   sync.WaitGroup
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.mu.Lock()
	s.ln = ln
	s.conns = make(map[net.Conn]struct{})
	closing := s.closing
	s.mu.Unlock()
	for !closing {
		conn, err := ln.Accept()
		s.mu.Lock()
		closing = s.closing
		if err == nil && closing {
			_ = conn.Close()
		}
		if err == nil && !closing {
			s.conns[conn] = struct{}{}
			s.calls.Go(func() { s.serve(conn) })
		}
		s.mu.Unlock()
		if err == nil || closing {
			continue
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("serve: %w", err)
		}
		for range 20 {
			time.Sleep(time.Millisecond)
			s.mu.Lock()
			closing = s.closing
			s.mu.Unlock()
			if closing {
				break
			}
		}
	}
	return fmt.Errorf("serve: %w", ErrServerClosed)
}

func (s *Server) serve(conn net.Conn) {
	defer func() {
		_ = conn.Close()
		s.mu.Lock()
		delete(s.conns, conn)
		s.mu.Unlock()
	}()
	in := bufio.NewReaderSize(conn, MaxLine)
	for {
		request, err := readLine(in)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(conn, "%s\n", s.Handle(request)); err != nil {
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	if !s.closing && s.ln != nil {
		_ = s.ln.Close()
	}
	s.closing = true
	for conn := range s.conns {
		_ = conn.SetReadDeadline(time.Unix(1, 0))
	}
	nobody := len(s.conns) == 0
	s.mu.Unlock()
	if nobody {
		return nil
	}

	done := make(chan error, 1)
	go func() { s.calls.Wait(); done <- nil }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		_ = conn.Close()
	}
	return fmt.Errorf("shutdown: %w", ctx.Err())
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
