// Right: Shutdown polls every 4 ms, for its ctx and for the last connection; lines are read a byte at a time from a bufio.Reader.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	mu       sync.Mutex
	stopping bool
	port     func() // closes the listener, once
	callers  map[net.Conn]*caller
}

// caller is what the server knows of a connection. Its fields are guarded by the server's mu.
type caller struct {
	due bool // a reply is due
}

func (s *Server) stopped() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopping
}

func (s *Server) Serve(ln net.Listener) error {
	closeLn := sync.OnceFunc(func() { ln.Close() })
	defer closeLn()
	s.mu.Lock()
	s.port = closeLn
	stopping := s.stopping
	s.mu.Unlock()
	if stopping {
		return ErrServerClosed
	}
	for {
		conn, err := ln.Accept()
		if err == nil {
			if !s.welcome(conn) {
				conn.Close()
				return ErrServerClosed
			}
			continue
		}
		if s.stopped() {
			return ErrServerClosed
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("accept: %w", err)
		}
		// 12 ms, in short naps.
		for range 6 {
			time.Sleep(2 * time.Millisecond)
			if s.stopped() {
				return ErrServerClosed
			}
		}
	}
}

func (s *Server) welcome(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		return false
	}
	if s.callers == nil {
		s.callers = make(map[net.Conn]*caller)
	}
	c := &caller{}
	s.callers[conn] = c
	go func() {
		defer func() {
			conn.Close()
			s.mu.Lock()
			defer s.mu.Unlock()
			delete(s.callers, conn)
		}()
		s.converse(conn, c)
	}()
	return true
}

// turn notes that a reply is due, or that it is due no longer; false is the end.
func (s *Server) turn(c *caller, due bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		if !due {
			c.due = false
		}
		return false
	}
	c.due = due
	return true
}

func (s *Server) converse(conn net.Conn, c *caller) {
	in := bufio.NewReaderSize(conn, 2*MaxLine)
	for {
		request, ok := line(in)
		if !ok || !s.turn(c, true) {
			return
		}
		reply := s.Handle(request)
		out := make([]byte, 0, len(reply)+1)
		out = append(append(out, reply...), '\n')
		n, err := conn.Write(out)
		if !s.turn(c, false) || err != nil || n < len(out) {
			return
		}
	}
}

// line is the next whole line, without its end; not ok if there is none, or it is too long.
func line(in *bufio.Reader) (string, bool) {
	var text []byte
	for len(text) < MaxLine {
		b, err := in.ReadByte()
		switch {
		case err == io.ErrNoProgress:
		case err != nil:
			return "", false
		case b == '\n':
			return string(text), true
		default:
			text = append(text, b)
		}
	}
	return "", false
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.stopping = true
	port := s.port
	s.mu.Unlock()
	if port != nil {
		port()
	}
	for everybody := false; ; {
		s.mu.Lock()
		left := len(s.callers)
		var hangUp []net.Conn
		for conn, c := range s.callers {
			if everybody || !c.due {
				hangUp = append(hangUp, conn)
			}
		}
		s.mu.Unlock()
		if left == 0 {
			return nil
		}
		for _, conn := range hangUp {
			conn.Close()
		}
		if everybody {
			return fmt.Errorf("shutdown with %d left: %w", left, ctx.Err())
		}
		if ctx.Err() != nil {
			everybody = true
			continue
		}
		time.Sleep(4 * time.Millisecond)
	}
}
