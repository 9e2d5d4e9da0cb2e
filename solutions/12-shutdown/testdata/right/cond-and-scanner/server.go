// Right: a sync.Cond that ctx wakes too, a Scanner with a limit and a split of its own, a context for each connection, and a goroutine that reads ahead.
package shutdown

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

const MaxLine = 1024

var ErrServerClosed = errors.New("server closed")

type Server struct {
	Handle func(request string) (reply string)

	mu    sync.Mutex
	cond  *sync.Cond
	live  context.Context
	end   context.CancelFunc
	calls int
	all   sync.Map
	ln    net.Listener
}

// ready makes what the zero value lacks. The caller holds mu.
func (s *Server) ready() {
	if s.cond == nil {
		s.cond = sync.NewCond(&s.mu)
		s.live, s.end = context.WithCancel(context.Background())
	}
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	s.mu.Lock()
	s.ready()
	s.ln = ln
	s.mu.Unlock()
	for {
		if s.live.Err() != nil {
			return ErrServerClosed
		}
		conn, err := ln.Accept()
		var t interface{ Temporary() bool }
		switch {
		case err == nil:
			s.mu.Lock()
			if s.live.Err() == nil {
				s.calls++
				s.all.Store(conn, nil)
				go s.talk(conn)
			} else {
				_ = conn.Close()
			}
			s.mu.Unlock()
		case s.closing():
			return ErrServerClosed
		case errors.As(err, &t) && t.Temporary():
			timer := time.NewTimer(100 * time.Millisecond)
			select {
			case <-s.live.Done():
				timer.Stop()
			case <-timer.C:
			}
		default:
			return err
		}
	}
}

// closing waits for a Shutdown that has closed the listener, and is about to say so.
func (s *Server) closing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live.Err() != nil
}

var errTooLong = errors.New("line too long")

// wholeLine is a split function that hands out no last piece without its end.
func wholeLine(data []byte, _ bool) (int, []byte, error) {
	if at := bytes.IndexByte(data, '\n'); at >= 0 && at < MaxLine {
		return at + 1, data[:at], nil
	}
	if len(data) >= MaxLine {
		return 0, nil, errTooLong
	}
	return 0, nil, nil
}

func (s *Server) talk(conn net.Conn) {
	defer func() {
		_ = conn.Close()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.calls--
		s.all.Delete(conn)
		s.cond.Broadcast()
	}()
	requests, next := make(chan string), make(chan struct{})
	go func() {
		defer close(requests)
		lines := bufio.NewScanner(conn)
		lines.Buffer(make([]byte, 0, 2*MaxLine), 2*MaxLine)
		lines.Split(wholeLine)
		for lines.Scan() {
			requests <- lines.Text()
			if _, more := <-next; !more {
				return
			}
		}
	}()
	stopReading := func() {
		_ = conn.Close()
		for range requests {
		}
	}
	for {
		select {
		case request, ok := <-requests:
			if !ok {
				return
			}
			if _, err := conn.Write([]byte(s.Handle(request) + "\n")); err != nil || s.live.Err() != nil {
				close(next)
				stopReading()
				return
			}
			next <- struct{}{}
		case <-s.live.Done():
			_ = conn.SetReadDeadline(time.Now())
			if request, ok := <-requests; ok { // it came in the same moment: answer it
				_, _ = conn.Write([]byte(s.Handle(request) + "\n"))
				close(next)
			}
			stopReading()
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready()
	if s.ln != nil {
		_ = s.ln.Close()
	}
	s.end()
	defer context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.cond.Broadcast()
	})()
	for s.calls > 0 {
		if ctx.Err() != nil {
			s.all.Range(func(conn, _ any) bool { _ = conn.(net.Conn).Close(); return true })
			return ctx.Err()
		}
		s.cond.Wait()
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
