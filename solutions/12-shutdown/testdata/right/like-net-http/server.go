// Right: like net/http: an atomic state for each connection, and Shutdown looks again and again whether all have gone.
package shutdown

import (
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
	mu      sync.Mutex
	ln      net.Listener
	conns   []*call
}

const (
	idle int32 = iota
	busy
	over
)

type call struct {
	net.Conn
	state atomic.Int32
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.mu.Lock()
	s.ln = ln
	s.mu.Unlock()
	pause := time.Millisecond * 5
	for {
		if s.closing.Load() {
			return ErrServerClosed
		}
		conn, err := ln.Accept()
		if s.closing.Load() {
			if err == nil {
				_ = conn.Close()
			}
			return ErrServerClosed
		}
		if err != nil {
			if ne, ok := errors.AsType[interface {
				error
				Temporary() bool
			}](err); ok && ne.Temporary() {
				for until := time.Now().Add(pause); time.Now().Before(until) && !s.closing.Load(); {
					time.Sleep(time.Millisecond)
				}
				pause = min(pause*2, time.Second)
				continue
			}
			return err
		}
		c := &call{Conn: conn}
		s.mu.Lock()
		if s.closing.Load() {
			_ = conn.Close()
		} else {
			s.conns = append(s.conns, c)
			go s.answer(c)
		}
		s.mu.Unlock()
	}
}

// answer reads byte by byte: slow, and right.
func (s *Server) answer(c *call) {
	defer s.forget(c)
	var request []byte
	one := make([]byte, 1)
	for {
		if n, err := c.Read(one); n == 0 && err != nil {
			return
		} else if n == 0 {
			continue
		}
		if one[0] != '\n' {
			if request = append(request, one[0]); len(request) == MaxLine {
				return
			}
			continue
		}
		if !c.state.CompareAndSwap(idle, busy) {
			return // Shutdown has closed it
		}
		reply := s.Handle(string(request))
		request = request[:0]
		if _, err := io.WriteString(c, reply); err != nil {
			return
		}
		if _, err := io.WriteString(c, "\n"); err != nil {
			return
		}
		c.state.Store(idle)
		if s.closing.Load() {
			return
		}
	}
}

func (s *Server) forget(c *call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = c.Close()
	for i := range s.conns {
		if s.conns[i] == c {
			s.conns = append(s.conns[:i], s.conns[i+1:]...)
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closing.Store(true)
	if s.ln != nil {
		_ = s.ln.Close()
	}
	s.mu.Unlock()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for {
		if s.left() == 0 {
			return nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, c := range s.conns {
				_ = c.Close()
			}
			return ctx.Err()
		}
	}
}

// left hangs up on the idle ones, and counts the connections that are left.
func (s *Server) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		if c.state.CompareAndSwap(idle, over) {
			_ = c.Close()
		}
	}
	return len(s.conns)
}

// readLine is for the client's half.
func readLine(r interface{ ReadSlice(byte) ([]byte, error) }) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
