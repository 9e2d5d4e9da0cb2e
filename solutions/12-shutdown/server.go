// Package shutdown is lesson 12: a server that stops without dropping a word, and a client
// that outlives a restart of its server.
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
// Handle set, is ready for use. Several servers do not disturb each other.
type Server struct {
	// Handle answers one request. Neither has a "\n"; every other byte may be in them, and both
	// may be empty. It may be called by several goroutines at once. It does not panic.
	Handle func(request string) (reply string)

	mu      sync.Mutex
	closing bool          // Shutdown has been called: nobody new, and no new request
	gone    chan struct{} // made by Shutdown, closed when no connection is left
	ln      net.Listener
	stopped chan struct{}     // made by Serve, closed by Shutdown
	conns   map[net.Conn]bool // the open connections; true where a request is in flight
}

// Serve accepts the callers of ln and serves each in a goroutine of its own, however many they
// are. ln is a listener of any kind; its connections can be compared, and so be keys of a map.
// Each whole line that comes is passed to Handle, without its "\n", and the reply is sent, with
// a "\n", and nothing else is sent. A caller sends its next request when it has the reply.
//
// A connection is closed when its caller hangs up or when it fails; the reply to a whole line
// that came before that is still sent. It is also closed as soon as MaxLine bytes have come
// without a "\n": neither that nor a line without its end is a request. The others are not
// disturbed. Before Shutdown nothing else closes a connection: there is no limit of time.
//
// After a temporary error of Accept (errors.As finds Temporary() bool, and it is true) Serve
// waits a little, 5 ms at least and 1 s at most, and asks again, however often. Any other error
// is returned, as it is or wrapped; the callers who are there are served on, and Shutdown waits
// for them.
//
// As soon as Shutdown is called Serve returns ErrServerClosed, while requests may still be in
// flight: it is Shutdown that waits for them. After Shutdown it closes ln and returns
// ErrServerClosed without serving anybody. When Serve returns, ln is closed. Serve is called
// once for each Server.
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

// Shutdown stops the server without dropping a word. It closes the listener first of all, so
// that nobody is accepted any more; a caller whom Accept returns even so is hung up on at once.
// Then it closes the idle connections at once, with a FIN: those on which no whole request has
// been read whose reply is still due. A reply is due until all of it has been written. A request
// in flight is finished: its reply is sent, and then its connection is closed, at once; no
// further request is read.
//
// When no connection is left, Shutdown returns nil, a second later at most. A connection is left
// until it is closed and its Handle has returned. If none is left when Shutdown is called, it
// returns nil even if ctx is over.
//
// When ctx ends first, the connections that are left are closed all the same, and an error
// that wraps ctx.Err() is returned at once, even if a Handle has not returned. Until then, a
// request is either handled and its reply sent, or it is not handled at all.
//
// Shutdown may be called before Serve, without it, again, and by several goroutines at once:
// each call waits, for as long as its own ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	gone := s.stop()
	if isClosed(gone) {
		return nil // where ctx is over as well, select would choose by chance
	}
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
	s.mu.Lock()
	defer s.mu.Unlock()
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
