// Right: no mutex and no keeper: the books lie in a channel of one, and whoever has taken them out may write in them.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	first sync.Once
	desk  chan *state
}

type state struct {
	ln      net.Listener
	lines   []*line10
	closing chan struct{}
	gone    chan struct{}
}

type line10 struct {
	conn net.Conn
	owes bool
}

func (st *state) isClosing() bool {
	select {
	case <-st.closing:
		return true
	default:
		return false
	}
}

func (s *Server) books() *state {
	s.first.Do(func() {
		s.desk = make(chan *state, 1)
		s.desk <- &state{closing: make(chan struct{}), gone: make(chan struct{})}
	})
	return <-s.desk
}

func (s *Server) back(st *state) { s.desk <- st }

func (s *Server) Serve(ln net.Listener) error {
	defer func() { _ = ln.Close() }()
	st := s.books()
	st.ln = ln
	closing, over := st.closing, st.isClosing()
	s.back(st)
	if over {
		return ErrServerClosed
	}
	for failures := 0; ; {
		conn, err := ln.Accept()
		if err == nil {
			failures = 0
			st := s.books()
			if st.isClosing() {
				_ = conn.Close()
			} else {
				l := &line10{conn: conn}
				st.lines = append(st.lines, l)
				go s.answer(l)
			}
			s.back(st)
			continue
		}
		var t interface{ Temporary() bool }
		again := errors.As(err, &t) && t.Temporary()
		st := s.books()
		over := st.isClosing()
		s.back(st)
		if over {
			return ErrServerClosed
		}
		if !again {
			return err
		}
		failures = min(failures+1, 8)
		select {
		case <-closing:
			return ErrServerClosed
		case <-time.After(time.Duration(failures) * 5 * time.Millisecond):
		}
	}
}

func (s *Server) answer(l *line10) {
	defer func() {
		_ = l.conn.Close()
		st := s.books()
		at := slices.Index(st.lines, l)
		st.lines = slices.Delete(st.lines, at, at+1)
		if st.isClosing() && len(st.lines) == 0 {
			close(st.gone)
		}
		s.back(st)
	}()
	owes := func(owes bool) (goOn bool) {
		st := s.books()
		defer s.back(st)
		l.owes = owes
		return !st.isClosing()
	}
	in := bufio.NewReaderSize(l.conn, MaxLine)
	for {
		text, err := in.ReadSlice('\n')
		if err != nil {
			return
		}
		request := string(text[:len(text)-1])
		if !owes(true) {
			return
		}
		reply := append([]byte(s.Handle(request)), '\n')
		if _, err := l.conn.Write(reply); err != nil || !owes(false) {
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	st := s.books()
	if !st.isClosing() {
		close(st.closing)
		if st.ln != nil {
			_ = st.ln.Close()
		}
		for _, l := range st.lines {
			if !l.owes {
				_ = l.conn.Close()
			}
		}
		if len(st.lines) == 0 {
			close(st.gone)
		}
	}
	gone := st.gone
	s.back(st)
	select {
	case <-gone:
		return nil
	default:
	}
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		st := s.books()
		defer s.back(st)
		for _, l := range st.lines {
			_ = l.conn.Close()
		}
		if len(st.lines) == 0 {
			return nil
		}
		return fmt.Errorf("not everybody had gone: %w", ctx.Err())
	}
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
