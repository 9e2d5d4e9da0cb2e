// Wrong: each connection has an entry of its own in the map, so nobody needs a lock to change it.
// fails: side-by-side
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

// MaxLine is how many bytes a line has at most, its "\n" included. Requests and replies are
// lines.
const MaxLine = 1024

// ErrServerClosed is what Serve returns once Shutdown has been called.
var ErrServerClosed = errors.New("server closed")

// How long Serve waits after a temporary error of Accept: twice as long each time, within these.
const (
	shortestPause = 5 * time.Millisecond
	longestPause  = time.Second
)

// Server answers requests, one line each, with replies, one line each. Its zero value, with
// Handle set, is ready for use.
type Server struct {
	// Handle answers one request. Neither has a "\n". It may be called by several goroutines
	// at once.
	Handle func(request string) (reply string)

	mu      sync.Mutex
	closing bool          // Shutdown has been called: nobody new, and no new request
	gone    chan struct{} // made by Shutdown, closed when no connection is left
	ln      net.Listener
	stopped chan struct{}     // made by Serve, closed by Shutdown
	conns   map[net.Conn]bool // the open connections; true where a request is in flight
}

// Serve accepts the callers of ln and serves each in a goroutine of its own, until the
// caller hangs up, sends more than MaxLine bytes without a "\n", or Shutdown is called.
// After a temporary error of Accept it waits, 5 ms at first, then longer up to 1 s, and asks
// again; any other error is returned, and the connections stay.
//
// As soon as Shutdown is called Serve returns ErrServerClosed, while requests may still be in
// flight: it is Shutdown that waits for them. After Shutdown it returns ErrServerClosed
// without accepting anybody. Serve owns ln, which is closed when it returns. A Server serves
// one listener.
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

// Shutdown closes the listener, then the idle connections, and waits for the requests in
// flight: each of them is handled, its reply sent, and its connection closed. It returns nil
// when no connection is left. A connection is idle as long as no whole request has been read
// whose reply is still due. Where nothing is left unread, closing sends a FIN (RFC 9293 §3.6).
//
// Until ctx ends, a request is either handled and its reply sent, or not handled at all. When
// ctx ends first, the connections that are left are closed and Shutdown returns ctx.Err(); it
// does not wait for Handle, which nobody can interrupt.
//
// Shutdown may be called before Serve, without it, again, and by several goroutines at once:
// each call waits, for as long as its own ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	gone := s.stop()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		s.hangUp()
		return ctx.Err()
	}
}

// begin notes ln as the server's listener, unless Shutdown has been called already.
func (s *Server) begin(ln net.Listener) (stopped <-chan struct{}, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return nil, false
	}
	s.ln, s.stopped, s.conns = ln, make(chan struct{}), make(map[net.Conn]bool)
	return s.stopped, true
}

// admit serves conn in a goroutine of its own, or hangs up where Accept and Shutdown met:
// who is not in conns before Shutdown looks through them will not be waited for.
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

// attend answers the requests of one caller, and closes the connection.
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

// mark notes whether a request is in flight on conn, and reports whether conn may go on.
func (s *Server) mark(conn net.Conn, inFlight bool) bool {
	if s.closing {
		return false
	}
	s.conns[conn] = inFlight
	return true
}

// dismiss closes conn and forgets it. The last to go, after Shutdown, puts out the light.
func (s *Server) dismiss(conn net.Conn) {
	_ = conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
	if s.closing && len(s.conns) == 0 {
		close(s.gone)
	}
}

// stop begins the shutdown, the first time, and returns the channel that tells its end. The
// listener comes first: a client whose idle connection is closed calls again at once.
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

// hangUp closes every connection that is left, whatever is in flight.
func (s *Server) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		_ = conn.Close()
	}
}

// readLine is the next line, without its "\n". A stream that ends before the "\n" is io.EOF;
// a line that does not fit into r's buffer is bufio.ErrBufferFull.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}

// isTemporary reports whether asking Accept again may help.
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
