// Right: wraps the listener and each connection in types of its own, which know what they need: closed once, owing or not.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	mu      sync.Mutex
	closing bool
	door    *door
	guests  []*guest
	changed chan struct{} // closed and made anew when a guest leaves
}

// door is a listener that is closed once.
type door struct {
	net.Listener
	shut   sync.Once
	closed chan struct{}
}

func (d *door) Close() (err error) {
	d.shut.Do(func() {
		err = d.Listener.Close()
		close(d.closed)
	})
	return err
}

func (d *door) Accept() (net.Conn, error) {
	conn, err := d.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &guest{Conn: conn, in: bufio.NewReaderSize(conn, MaxLine)}, nil
}

// guest is a connection that reads and writes lines.
type guest struct {
	net.Conn
	in   *bufio.Reader
	owed bool
	shut sync.Once
}

func (g *guest) Close() (err error) {
	g.shut.Do(func() { err = g.Conn.Close() })
	return err
}

func (s *Server) Serve(ln net.Listener) error {
	d := &door{Listener: ln, closed: make(chan struct{})}
	defer d.Close()
	s.mu.Lock()
	s.door = d
	closing := s.closing
	s.mu.Unlock()
	var pause time.Duration
	for !closing {
		conn, err := d.Accept()
		s.mu.Lock()
		closing = s.closing
		switch {
		case err == nil && closing:
			_ = conn.Close()
		case err == nil:
			pause = 0
			s.guests = append(s.guests, conn.(*guest))
			go s.host(conn.(*guest))
		}
		s.mu.Unlock()
		if err == nil || closing {
			continue
		}
		var passing interface{ Temporary() bool }
		if !errors.As(err, &passing) || !passing.Temporary() {
			return err
		}
		pause = min(pause+7*time.Millisecond, 900*time.Millisecond)
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-d.closed:
			timer.Stop()
			closing = true
		}
	}
	return ErrServerClosed
}

func (s *Server) host(g *guest) {
	defer s.seeOff(g)
	for {
		request, err := readLine(g.in)
		if err != nil || !s.owes(g, true) {
			return
		}
		if _, err := g.Write([]byte(s.Handle(request) + "\n")); err != nil {
			return
		}
		if !s.owes(g, false) {
			return
		}
	}
}

func (s *Server) owes(g *guest, owed bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	g.owed = owed && !s.closing
	return !s.closing
}

func (s *Server) seeOff(g *guest) {
	_ = g.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guests = slices.DeleteFunc(s.guests, func(other *guest) bool { return other == g })
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.closing = true
		if s.door != nil {
			_ = s.door.Close()
		}
		for _, g := range s.guests {
			if !g.owed {
				_ = g.Close()
			}
		}
	}
	for len(s.guests) > 0 {
		if s.changed == nil {
			s.changed = make(chan struct{})
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
			s.mu.Lock()
		case <-ctx.Done():
			s.mu.Lock()
			if len(s.guests) == 0 {
				return nil
			}
			for _, g := range s.guests {
				_ = g.Close()
			}
			return ctx.Err()
		}
	}
	return nil
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
