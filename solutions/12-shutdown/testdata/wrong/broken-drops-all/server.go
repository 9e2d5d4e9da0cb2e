// Wrong: hangs up on everybody when the listener fails, whatever is in flight.
// fails: accept-scenes
// breaks: stay
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

const (
	shortestPause = 5 * time.Millisecond
	longestPause  = time.Second
)

type Server struct {
	Handle func(request string) (reply string)

	mu      sync.Mutex
	closing bool          // Shutdown has been called: nobody new, and no new request
	gone    chan struct{} // made by Shutdown, closed when no connection is left
	ln      net.Listener
	stopped chan struct{}     // made by Serve, closed by Shutdown
	conns   map[net.Conn]bool // the open connections; true where a request is in flight
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	stopped, open := s.begin(ln)
	if !open {
		return ErrServerClosed
	}
	var pause time.Duration
	for {
		conn, err := ln.Accept()
		switch {
		case err == nil:
			pause = 0
			s.admit(conn)
		case isClosed(stopped):
			return ErrServerClosed
		case !isTemporary(err):
			s.hangUp()
			return err
		default:
			pause = min(max(2*pause, shortestPause), longestPause)
			select {
			case <-time.After(pause):
			case <-stopped:
			}
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	gone := s.stop()
	if isClosed(gone) {
		return nil
	}
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		s.hangUp()
		return ctx.Err()
	}
}

func (s *Server) begin(ln net.Listener) (stopped <-chan struct{}, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return nil, false
	}
	s.ln, s.stopped, s.conns = ln, make(chan struct{}), make(map[net.Conn]bool)
	return s.stopped, true
}

func (s *Server) admit(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		_ = conn.Close()
		return
	}
	s.conns[conn] = false
	go s.attend(conn)
}

func (s *Server) attend(conn net.Conn) {
	defer s.dismiss(conn)
	lines := bufio.NewReaderSize(conn, MaxLine)
	for {
		request, err := readLine(lines)
		if err != nil || !s.mark(conn, true) {
			return
		}
		if _, err := io.WriteString(conn, s.Handle(request)+"\n"); err != nil || !s.mark(conn, false) {
			return
		}
	}
}

func (s *Server) mark(conn net.Conn, inFlight bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.conns[conn] = inFlight
	return true
}

func (s *Server) dismiss(conn net.Conn) {
	_ = conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
	if s.closing && len(s.conns) == 0 {
		close(s.gone)
	}
}

func (s *Server) stop() (gone <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return s.gone
	}
	s.closing, s.gone = true, make(chan struct{})
	if s.ln != nil {
		close(s.stopped)
		_ = s.ln.Close()
	}
	for conn, inFlight := range s.conns {
		if !inFlight {
			_ = conn.Close() // attend's Read fails, and it dismisses conn
		}
	}
	if len(s.conns) == 0 {
		close(s.gone)
	}
	return s.gone
}

func (s *Server) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		_ = conn.Close()
	}
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
