// Right: each connection is an atomic state (idle, due, closed) that is changed by compare-and-swap; Shutdown waits on a sync.Cond that context.AfterFunc wakes.
package shutdown

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
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
	changed *sync.Cond // on mu: fewer are left, or a ctx has ended
	port    *port
	lines   map[*phone]struct{}
}

// port is a listener that is closed once.
type port struct {
	net.Listener
	once   sync.Once
	closed chan struct{}
}

func (p *port) Close() (err error) {
	p.once.Do(func() {
		err = p.Listener.Close()
		close(p.closed)
	})
	return err
}

const (
	idle int32 = iota
	due
	closed
)

// phone is a connection and how it stands with it.
type phone struct {
	conn  net.Conn
	state atomic.Int32
}

// hangUpIdle closes the connection if no reply is due.
func (p *phone) hangUpIdle() {
	if p.state.CompareAndSwap(idle, closed) {
		p.conn.Close()
	}
}

// hangUp closes the connection whatever is due.
func (p *phone) hangUp() {
	if p.state.Swap(closed) != closed {
		p.conn.Close()
	}
}

// cond is s.changed, made when needed. The mutex is locked.
func (s *Server) cond() *sync.Cond {
	if s.changed == nil {
		s.changed = sync.NewCond(&s.mu)
		s.lines = map[*phone]struct{}{}
	}
	return s.changed
}

func (s *Server) Serve(ln net.Listener) error {
	p := &port{Listener: ln, closed: make(chan struct{})}
	defer p.Close()
	s.mu.Lock()
	s.cond()
	s.port = p
	s.mu.Unlock()
	for pause := 5 * time.Millisecond; !s.closing.Load(); {
		conn, err := ln.Accept()
		if err == nil {
			pause = 5 * time.Millisecond
			s.pickUp(&phone{conn: conn})
			continue
		}
		if s.closing.Load() {
			break
		}
		if !isTemporary(err) {
			return fmt.Errorf("serve: %w", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-p.closed:
			timer.Stop()
		}
		pause = min(pause*3, 800*time.Millisecond)
	}
	return ErrServerClosed
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

func (s *Server) pickUp(p *phone) {
	s.mu.Lock()
	s.lines[p] = struct{}{}
	s.mu.Unlock()
	if s.closing.Load() { // either it is seen here, or p is seen by Shutdown
		p.hangUpIdle()
	}
	go func() {
		s.talk(p)
		p.hangUp()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.lines, p)
		s.cond().Broadcast()
	}()
}

func (s *Server) talk(p *phone) {
	var heard [MaxLine]byte
	have := 0
	for {
		n, err := p.conn.Read(heard[have:])
		fresh := have
		have += n
		for i := fresh; i < have; i++ {
			if heard[i] != '\n' {
				continue
			}
			if !s.answer(p, string(heard[:i])) {
				return
			}
			have = copy(heard[:], heard[i+1:have])
			i = -1
		}
		if err != nil || have == MaxLine {
			return
		}
	}
}

// answer handles one request; false is the end of the conversation.
func (s *Server) answer(p *phone, request string) bool {
	if s.closing.Load() || !p.state.CompareAndSwap(idle, due) {
		return false
	}
	reply := s.Handle(request)
	if _, err := io.Copy(struct{ io.Writer }{p.conn}, strings.NewReader(reply+"\n")); err != nil {
		return false
	}
	return p.state.CompareAndSwap(due, idle) && !s.closing.Load()
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.closing.Store(true)
	s.mu.Lock()
	cond, p := s.cond(), s.port
	s.mu.Unlock()
	if p != nil {
		p.Close()
	}

	unhook := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		cond.Broadcast()
	})
	defer unhook()
	each := func(do func(*phone)) { // the mutex is locked, but not while do does
		var all []*phone
		for p := range s.lines {
			all = append(all, p)
		}
		s.mu.Unlock()
		defer s.mu.Lock()
		for _, p := range all {
			do(p)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lines) == 0 {
		return nil
	}
	for each((*phone).hangUpIdle); len(s.lines) > 0; cond.Wait() {
		if ended := ctx.Err(); ended != nil {
			each((*phone).hangUp)
			return fmt.Errorf("shutdown: %w", ended)
		}
	}
	return nil
}
