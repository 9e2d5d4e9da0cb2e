// Right: as in Java: a session object with synchronized methods for each caller, finally blocks, and awaitTermination that looks again and again.
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

	monitor  sync.Mutex
	sessions []*session
	listener net.Listener
	shutdown bool
}

func (s *Server) synchronized(block func()) {
	s.monitor.Lock()
	defer s.monitor.Unlock()
	block()
}

func (s *Server) isShutdown() (yes bool) {
	s.synchronized(func() { yes = s.shutdown })
	return yes
}

type session struct {
	socket     net.Conn
	monitor    sync.Mutex
	inRequest  bool
	terminated bool // no further request may begin
}

// begin is false where the session has been ended.
func (x *session) begin() bool {
	x.monitor.Lock()
	defer x.monitor.Unlock()
	x.inRequest = !x.terminated
	return x.inRequest
}

func (x *session) end() bool {
	x.monitor.Lock()
	defer x.monitor.Unlock()
	x.inRequest = false
	return !x.terminated
}

// interrupt ends a session that is idle, and lets another one finish its request.
func (x *session) interrupt() {
	x.monitor.Lock()
	defer x.monitor.Unlock()
	x.terminated = true
	if !x.inRequest {
		_ = x.socket.Close()
	}
}

func (s *Server) Serve(ln net.Listener) error {
	defer ln.Close()
	refused := false
	s.synchronized(func() { s.listener, refused = ln, s.shutdown })
	if refused {
		return ErrServerClosed
	}
	for {
		socket, err := ln.Accept()
		if err != nil {
			if s.isShutdown() {
				return ErrServerClosed
			}
			var temporary interface{ Temporary() bool }
			if !errors.As(err, &temporary) || !temporary.Temporary() {
				return err
			}
			for range 10 {
				if s.isShutdown() {
					return ErrServerClosed
				}
				time.Sleep(time.Millisecond)
			}
			continue
		}
		s.synchronized(func() {
			if s.shutdown {
				_ = socket.Close()
				return
			}
			x := &session{socket: socket}
			s.sessions = append(s.sessions, x)
			go s.run(x)
		})
	}
}

func (s *Server) run(x *session) {
	defer s.synchronized(func() {
		_ = x.socket.Close()
		s.sessions = slices.DeleteFunc(s.sessions, func(y *session) bool { return x == y })
	})
	reader := bufio.NewReaderSize(x.socket, MaxLine)
	writer := bufio.NewWriter(x.socket)
	for {
		request, err := readLine(reader)
		if err != nil || !x.begin() {
			return
		}
		_, _ = writer.WriteString(s.Handle(request))
		_ = writer.WriteByte('\n')
		if writer.Flush() != nil || !x.end() {
			return
		}
	}
}

func (s *Server) Shutdown(ctx context.Context) error {
	s.synchronized(func() {
		if s.shutdown {
			return
		}
		s.shutdown = true
		if s.listener != nil {
			_ = s.listener.Close()
		}
		for _, x := range s.sessions {
			x.interrupt()
		}
	})
	return s.awaitTermination(ctx)
}

func (s *Server) awaitTermination(ctx context.Context) (err error) {
	for {
		left := 0
		s.synchronized(func() { left = len(s.sessions) })
		if left == 0 {
			return nil
		}
		select {
		case <-time.After(5 * time.Millisecond):
			continue
		case <-ctx.Done():
		}
		s.synchronized(func() {
			for _, x := range s.sessions {
				_ = x.socket.Close()
			}
			if len(s.sessions) > 0 {
				err = ctx.Err()
			}
		})
		return err
	}
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return string(line[:len(line)-1]), nil
}
