// Right: has a table of slots, a ring of lines in each, and cuts lines out of a buffer by hand.
package room

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

const (
	MaxLine  = 1024
	Backlog  = 128
	Farewell = 5 * time.Second
)

var (
	ErrTooSlow     = errors.New("the member does not read what is said")
	ErrLineTooLong = errors.New("the line is too long")
)

type Room struct {
	mu    sync.Mutex
	table []*slot
}

type slot struct {
	conn  net.Conn
	ring  [Backlog][]byte
	head  int
	count int
	fin   bool
	err   error
	ended bool
	wake  chan struct{}
}

func (r *Room) Join(conn net.Conn) error {
	s := &slot{conn: conn, wake: make(chan struct{}, 1)}
	r.mu.Lock()
	r.put(s)
	r.mu.Unlock()
	done := make(chan struct{})
	go r.send(s, done)
	if err := r.recv(s); err != nil {
		r.end(s, err)
	}
	r.mu.Lock()
	r.clear(s)
	s.fin = true
	s.signal()
	r.mu.Unlock()
	timer := time.NewTimer(Farewell)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		r.end(s, ErrTooSlow)
		<-done
	}
	r.end(s, nil)
	return s.err
}

func (r *Room) put(s *slot) {
	for i := range r.table {
		if r.table[i] == nil {
			r.table[i] = s
			return
		}
	}
	r.table = append(r.table, s)
}

func (r *Room) clear(s *slot) {
	for i := range r.table {
		if r.table[i] == s {
			r.table[i] = nil
		}
	}
}

func (s *slot) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (r *Room) end(s *slot, err error) {
	r.mu.Lock()
	first := !s.ended
	if first {
		s.ended, s.err = true, err
	}
	s.signal()
	r.mu.Unlock()
	if first {
		_ = s.conn.Close()
	}
}

func (r *Room) recv(s *slot) error {
	var buf [MaxLine + 1]byte
	have := 0
	for {
		n, err := s.conn.Read(buf[have:])
		have += n
		from := 0
		for i := 0; i < have; i++ {
			if buf[i] == '\n' {
				if i-from >= MaxLine {
					return ErrLineTooLong
				}
				r.say(append([]byte(nil), buf[from:i+1]...))
				from = i + 1
			}
		}
		have = copy(buf[:], buf[from:have])
		if have > MaxLine {
			return ErrLineTooLong
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *Room) say(line []byte) {
	var slow []*slot
	r.mu.Lock()
	for i, s := range r.table {
		if s == nil {
			continue
		}
		if s.count == Backlog {
			r.table[i] = nil
			slow = append(slow, s)
			continue
		}
		s.ring[(s.head+s.count)%Backlog] = line
		s.count++
		s.signal()
	}
	r.mu.Unlock()
	for _, s := range slow {
		r.end(s, ErrTooSlow)
	}
}

func (r *Room) send(s *slot, done chan<- struct{}) {
	defer close(done)
	for {
		r.mu.Lock()
		var line []byte
		if s.count > 0 {
			line = s.ring[s.head]
			s.head = (s.head + 1) % Backlog
			s.count--
		}
		fin, ended := s.fin, s.ended
		r.mu.Unlock()
		switch {
		case ended, line == nil && fin:
			return
		case line == nil:
			<-s.wake
			continue
		}
		for len(line) > 0 {
			n, err := s.conn.Write(line)
			if err != nil {
				r.end(s, err)
				return
			}
			line = line[n:]
		}
	}
}
