// Right: as in C: a table of slots with states, a buffer of a fixed size filled byte by byte, and a write loop; the slots are never handed back.
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

type Server struct {
	Handle func(request string) (reply string)

	lock  sync.Mutex
	wake  sync.Cond
	slots []slot
	ln    net.Listener
	down  bool
	bell  chan struct{}
}

type slot struct {
	conn  net.Conn
	state int8
}

const (
	free int8 = iota
	reading
	working
)

func (s *Server) init10() {
	if s.wake.L == nil {
		s.wake.L = &s.lock
		s.bell = make(chan struct{})
	}
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.lock.Lock()
	s.init10()
	s.ln = ln
	down := s.down
	s.lock.Unlock()
	wait := 5
	for !down {
		conn, err := ln.Accept()
		s.lock.Lock()
		if down = s.down; down && err == nil {
			_ = conn.Close()
		}
		if !down && err == nil {
			s.slots = append(s.slots, slot{conn, reading})
			go s.worker(len(s.slots)-1, conn)
		}
		s.lock.Unlock()
		if down || err == nil {
			wait = 5
			continue
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return err
		}
		select {
		case <-time.After(time.Duration(wait) * time.Millisecond):
		case <-s.bell:
			down = true
		}
		if wait *= 3; wait > 1000 {
			wait = 1000
		}
	}
	return ErrServerClosed
}

func (s *Server) set(i int, state int8) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.down {
		return false
	}
	s.slots[i].state = state
	return true
}

func (s *Server) worker(i int, conn net.Conn) {
	var buf [MaxLine]byte
	n := 0
	for {
		got, err := conn.Read(buf[n : n+1])
		if got == 1 {
			n++
		}
		switch {
		case got == 1 && buf[n-1] == '\n':
			if !s.set(i, working) || writeAll(conn, s.Handle(string(buf[:n-1]))+"\n") != 0 || !s.set(i, reading) {
				err = io.EOF
			}
			n = 0
		case n == MaxLine:
			err = io.EOF
		}
		if err != nil {
			break
		}
	}
	_ = conn.Close()
	s.lock.Lock()
	s.slots[i] = slot{}
	s.lock.Unlock()
	s.wake.Broadcast()
}

func writeAll(conn net.Conn, text string) int {
	for text != "" {
		n, err := conn.Write([]byte(text[:min(len(text), 512)]))
		if err != nil {
			return -1
		}
		text = text[n:]
	}
	return 0
}

func (s *Server) left() (n int) {
	for i := range s.slots {
		if s.slots[i].state != free {
			n++
		}
	}
	return n
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.init10()
	if !s.down {
		s.down = true
		if s.ln != nil {
			_ = s.ln.Close()
		}
		close(s.bell)
		for i := range s.slots {
			if s.slots[i].state == reading {
				_ = s.slots[i].conn.Close()
			}
		}
	}
	stop := context.AfterFunc(ctx, func() {
		s.lock.Lock()
		defer s.lock.Unlock()
		s.wake.Broadcast()
	})
	defer stop()
	for s.left() > 0 {
		if ctx.Err() != nil {
			for i := range s.slots {
				if s.slots[i].state != free {
					_ = s.slots[i].conn.Close()
				}
			}
			return ctx.Err()
		}
		s.wake.Wait()
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
