// Right: no mutex: one goroutine keeps the books, and the others send it what is to be done.
package shutdown

import (
	"bufio"
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

	ready   sync.Once
	begun   atomic.Bool // by Serve, or by a Shutdown that came before it
	stop    chan struct{}
	stopped sync.Once
	force   chan struct{}
	forced  sync.Once
	all     chan struct{} // closed when force has been done
	gone    chan struct{}
	ops     chan func(*books)
}

type books struct {
	ln      net.Listener
	conns   map[int]net.Conn
	busy    map[int]bool
	last    int
	closing bool
	served  bool
}

func (s *Server) make() {
	s.ready.Do(func() {
		s.stop, s.force, s.all, s.gone = make(chan struct{}), make(chan struct{}), make(chan struct{}), make(chan struct{})
		s.ops = make(chan func(*books))
	})
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.make()
	if !s.begun.CompareAndSwap(false, true) {
		return ErrServerClosed
	}
	go s.keep(&books{ln: ln, conns: map[int]net.Conn{}, busy: map[int]bool{}})
	defer func() { s.ops <- func(b *books) { b.served = true } }()
	pause := 5 * time.Millisecond
	for {
		conn, err := ln.Accept()
		if err == nil {
			pause = 5 * time.Millisecond
			entered := make(chan int)
			s.ops <- func(b *books) {
				if b.closing {
					close(entered)
					return
				}
				b.last++
				b.conns[b.last] = conn
				entered <- b.last
			}
			if n, ok := <-entered; ok {
				go s.talk(n, conn)
			} else {
				_ = conn.Close()
			}
			continue
		}
		select {
		case <-s.stop:
			return ErrServerClosed
		default:
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return err
		}
		select {
		case <-time.After(pause):
			pause = min(2*pause, time.Second)
		case <-s.stop:
			return ErrServerClosed
		}
	}
}

// keep owns the books.
func (s *Server) keep(b *books) {
	stop, force, told := s.stop, s.force, false
	shut := func() {
		if b.closing {
			return
		}
		stop, b.closing = nil, true
		_ = b.ln.Close()
		for n, conn := range b.conns {
			if !b.busy[n] {
				_ = conn.Close()
			}
		}
	}
	for !b.served || len(b.conns) > 0 {
		select {
		case op := <-s.ops:
			op(b)
		case <-stop:
			shut()
		case <-force:
			force = nil
			shut()
			for _, conn := range b.conns {
				_ = conn.Close()
			}
			if len(b.conns) > 0 {
				close(s.all)
			}
		}
		if b.closing && len(b.conns) == 0 && !told {
			told = true
			close(s.gone)
		}
	}
	if !told {
		close(s.gone)
	}
}

func (s *Server) ask(n int, busy bool) bool {
	goOn := make(chan bool, 1)
	s.ops <- func(b *books) {
		if !b.closing {
			b.busy[n] = busy
		}
		goOn <- !b.closing
	}
	return <-goOn
}

func (s *Server) talk(n int, conn net.Conn) {
	defer func() {
		_ = conn.Close()
		s.ops <- func(b *books) {
			delete(b.conns, n)
			delete(b.busy, n)
		}
	}()
	in := bufio.NewReaderSize(conn, MaxLine)
	for {
		request, err := readLine(in)
		if err != nil || !s.ask(n, true) {
			return
		}
		if _, err := io.WriteString(conn, s.Handle(request)+"\n"); err != nil || !s.ask(n, false) {
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.make()
	if s.begun.CompareAndSwap(false, true) {
		close(s.gone)
	}
	s.stopped.Do(func() { close(s.stop) })
	select {
	case <-s.gone:
		return nil
	default:
	}
	select {
	case <-s.gone:
		return nil
	case <-ctx.Done():
	}
	s.forced.Do(func() { close(s.force) })
	select {
	case <-s.gone:
	case <-s.all:
	}
	select {
	case <-s.all:
		return ctx.Err()
	default:
		return nil
	}
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
