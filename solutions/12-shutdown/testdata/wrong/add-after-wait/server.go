// Wrong: counts a connection with wg.Add when it is accepted, and does not ask whether Wait has been called.
// fails: late-caller
// breaks: late-caller
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	closing atomic.Bool
	ln      atomic.Pointer[net.Listener]
	calls   sync.WaitGroup
	mu      sync.Mutex
	conns   map[net.Conn]bool
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.ln.Store(&ln)
	if s.closing.Load() {
		return ErrServerClosed
	}
	for {
		conn, err := ln.Accept()
		var t interface{ Temporary() bool }
		switch {
		case err == nil:
			s.calls.Add(1)
			go s.attend(conn)
		case s.closing.Load():
			return ErrServerClosed
		case errors.As(err, &t) && t.Temporary():
			<-time.After(10 * time.Millisecond)
		default:
			return err
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.closing.Store(true)
	if ln := s.ln.Load(); ln != nil {
		_ = (*ln).Close()
	}
	s.hangUp(false)
	gone := make(chan struct{})
	go func() {
		s.calls.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		s.hangUp(true)
		return ctx.Err()
	}
}

func (s *Server) attend(conn net.Conn) {
	defer s.calls.Done()
	defer conn.Close()
	defer s.note(conn, false, true)
	s.note(conn, false, false)
	lines := bufio.NewReaderSize(conn, MaxLine)
	for {
		request, err := readLine(lines)
		if err != nil {
			return
		}
		s.note(conn, true, false)
		if _, err := io.WriteString(conn, s.Handle(request)+"\n"); err != nil || s.closing.Load() {
			return
		}
		s.note(conn, false, false)
	}
}

func (s *Server) note(conn net.Conn, busy, gone bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conns == nil {
		s.conns = map[net.Conn]bool{}
	}
	s.conns[conn] = busy
	if gone {
		delete(s.conns, conn)
	}
}

func (s *Server) hangUp(busyToo bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn, busy := range s.conns {
		if !busy || busyToo {
			_ = conn.Close()
		}
	}
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
