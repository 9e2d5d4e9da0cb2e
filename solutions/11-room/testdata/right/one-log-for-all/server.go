// Right: keeps one list of lines for the whole room, and how far each member has come in it.
package room

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os"
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
	mu      sync.Mutex
	said    [][]byte
	from    int
	members map[*seat]bool
}

type seat struct {
	conn  net.Conn
	next  int
	fin   bool
	end   int // of what it is to hear, when it has finished
	why   error
	more  chan struct{}
	heard chan struct{}
}

func (r *Room) Join(conn net.Conn) error {
	s := &seat{conn: conn, more: make(chan struct{}, 1), heard: make(chan struct{})}
	r.mu.Lock()
	if r.members == nil {
		r.members = map[*seat]bool{}
	}
	s.next = r.from + len(r.said)
	r.members[s] = true
	r.mu.Unlock()
	go r.hear(s)
	err := r.read(s)
	r.mu.Lock()
	s.fin, s.end = true, r.from+len(r.said)
	if s.why == nil {
		s.why = err
	}
	failed := s.why != nil
	s.wake()
	r.mu.Unlock()
	if failed {
		_ = conn.Close()
	} else {
		_ = conn.SetWriteDeadline(time.Now().Add(Farewell))
	}
	<-s.heard
	r.mu.Lock()
	delete(r.members, s)
	why := s.why
	r.mu.Unlock()
	_ = conn.Close()
	return why
}

func (s *seat) wake() {
	select {
	case s.more <- struct{}{}:
	default:
	}
}

func (r *Room) read(s *seat) error {
	lines := bufio.NewScanner(s.conn)
	lines.Buffer(make([]byte, 0, 64), MaxLine)
	lines.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			return i + 1, data[:i+1], nil
		}
		if atEOF {
			return len(data), nil, nil
		}
		if len(data) >= MaxLine {
			return 0, nil, ErrLineTooLong
		}
		return 0, nil, nil
	})
	for lines.Scan() {
		r.mu.Lock()
		r.said = append(r.said, bytes.Clone(lines.Bytes()))
		end := r.from + len(r.said)
		oldest := end
		for m := range r.members {
			if end-m.next > Backlog+1 && !m.fin {
				m.fin, m.why = true, ErrTooSlow
				_ = m.conn.Close()
				delete(r.members, m)
			} else {
				oldest = min(oldest, m.next)
			}
			m.wake()
		}
		r.said = r.said[oldest-r.from:]
		r.from = oldest
		r.mu.Unlock()
	}
	return lines.Err()
}

func (r *Room) hear(s *seat) {
	defer close(s.heard)
	for range s.more {
		for {
			r.mu.Lock()
			if s.why != nil {
				r.mu.Unlock()
				return
			}
			fin := s.fin
			if fin && s.next == s.end || s.next == r.from+len(r.said) {
				r.mu.Unlock()
				if fin {
					return
				}
				break
			}
			line := r.said[s.next-r.from]
			r.mu.Unlock()
			_, err := s.conn.Write(line)
			r.mu.Lock()
			s.next++
			if err != nil && s.why == nil {
				s.why = err
				if s.fin && errors.Is(err, os.ErrDeadlineExceeded) {
					s.why = ErrTooSlow
				}
				_ = s.conn.Close()
			}
			r.mu.Unlock()
		}
	}
}
