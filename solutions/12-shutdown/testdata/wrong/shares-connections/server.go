// Wrong: keeps the connections of all servers of the program in one variable: Shutdown of one hangs up on another's callers, and waits for them.
// fails: two-servers
// breaks: servers-apart
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

var (
	mu    sync.Mutex
	conns = make(map[net.Conn]bool)
)

type Server struct {
	Handle func(request string) (reply string)

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
	mu.Lock()
	defer mu.Unlock()
	if s.closing {
		return nil, false
	}
	s.ln, s.stopped = ln, make(chan struct{})
	return s.stopped, true
}

func (s *Server) admit(conn net.Conn) {
	mu.Lock()
	defer mu.Unlock()
	if s.closing {
		_ = conn.Close()
		return
	}
	conns[conn] = false
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
	mu.Lock()
	defer mu.Unlock()
	if s.closing {
		return false
	}
	conns[conn] = inFlight
	return true
}

func (s *Server) dismiss(conn net.Conn) {
	_ = conn.Close()
	mu.Lock()
	defer mu.Unlock()
	delete(conns, conn)
	if s.closing && len(conns) == 0 {
		select {
		case <-s.gone:
		default:
			close(s.gone)
		}
	}
}

func (s *Server) stop() (gone <-chan struct{}) {
	mu.Lock()
	defer mu.Unlock()
	if s.closing {
		return s.gone
	}
	s.closing, s.gone = true, make(chan struct{})
	if s.ln != nil {
		close(s.stopped)
		_ = s.ln.Close()
	}
	for conn, inFlight := range conns {
		if !inFlight {
			_ = conn.Close() // attend's Read fails, and it dismisses conn
		}
	}
	if len(conns) == 0 {
		close(s.gone)
	}
	return s.gone
}

func (s *Server) hangUp() {
	mu.Lock()
	defer mu.Unlock()
	for conn := range conns {
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
