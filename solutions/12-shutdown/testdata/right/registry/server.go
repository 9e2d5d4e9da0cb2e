// Right: keeps nothing in Server: a table of the package, made on first use, has the books of every server.
package shutdown

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)
}

var (
	tableOnce sync.Once
	table     map[*Server]*ledger
	tableMu   sync.Mutex
)

type ledger struct {
	ln      net.Listener
	open    map[*net.Conn]bool
	waiting []chan struct{}
	closing bool
	quit    chan struct{}
}

// of is the ledger of s. The caller holds tableMu.
func of(s *Server) *ledger {
	tableOnce.Do(func() { table = map[*Server]*ledger{} })
	if table[s] == nil {
		table[s] = &ledger{open: map[*net.Conn]bool{}, quit: make(chan struct{})}
	}
	return table[s]
}

func locked(s *Server, do func(*ledger)) {
	tableMu.Lock()
	defer tableMu.Unlock()
	do(of(s))
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	var quit chan struct{}
	locked(s, func(l *ledger) { l.ln, quit = ln, l.quit })
	for {
		select {
		case <-quit:
			return ErrServerClosed
		default:
		}
		conn, err := ln.Accept()
		if err == nil {
			locked(s, func(l *ledger) {
				if l.closing {
					_ = conn.Close()
					return
				}
				l.open[&conn] = false
				go s.one(&conn)
			})
			continue
		}
		closing := false
		locked(s, func(l *ledger) { closing = l.closing })
		if closing {
			return ErrServerClosed
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("accept: %w", err)
		}
		select {
		case <-quit:
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func (s *Server) one(conn *net.Conn) {
	defer locked(s, func(l *ledger) {
		delete(l.open, conn)
		if len(l.open) == 0 {
			for _, w := range l.waiting {
				close(w)
			}
			l.waiting = nil
		}
	})
	defer (*conn).Close()
	in := bufio.NewReaderSize(*conn, MaxLine)
	for goOn := true; goOn; {
		request, err := readLine(in)
		if err != nil {
			return
		}
		if locked(s, func(l *ledger) { goOn = !l.closing; l.open[conn] = goOn }); !goOn {
			return
		}
		reply := s.Handle(request)
		if _, err := io.Copy(*conn, strings.NewReader(reply+"\n")); err != nil {
			return
		}
		locked(s, func(l *ledger) { goOn = !l.closing; l.open[conn] = false })
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	all := make(chan struct{})
	locked(s, func(l *ledger) {
		if !l.closing {
			l.closing = true
			if l.ln != nil {
				_ = l.ln.Close()
			}
			close(l.quit)
			for conn, owes := range l.open {
				if !owes {
					_ = (*conn).Close()
				}
			}
		}
		if len(l.open) == 0 {
			close(all)
			return
		}
		l.waiting = append(l.waiting, all)
	})
	select {
	case <-all:
		return nil
	default:
	}
	select {
	case <-all:
		return nil
	case <-ctx.Done():
	}
	err := fmt.Errorf("shutdown: %w", ctx.Err())
	locked(s, func(l *ledger) {
		for conn := range l.open {
			_ = (*conn).Close()
		}
		if len(l.open) == 0 {
			err = nil
		}
	})
	return err
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
