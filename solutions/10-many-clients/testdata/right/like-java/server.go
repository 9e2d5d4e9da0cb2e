// Right: has a monitor with wait and notifyAll, which counts the conversations.
package manyclients

import (
	"errors"
	"log"
	"net"
	"sync"
	"time"
)

const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int
}

type monitor struct {
	sync.Mutex
	*sync.Cond
	active int
}

func (s *Server) Serve(ln net.Listener) error {
	m := new(monitor)
	m.Cond = sync.NewCond(&m.Mutex)
	defer m.await(func() bool { return m.active == 0 }, 0)
	pause := shortestWait
	for {
		m.await(func() bool { return s.MaxConns <= 0 || m.active < s.MaxConns }, +1)
		socket, err := ln.Accept()
		if err == nil {
			pause = shortestWait
			go s.run(m, socket)
			continue
		}
		m.await(nil, -1)
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if !isTemporary(err) {
			return err
		}
		time.Sleep(pause)
		pause = min(2*pause, longestWait)
	}
}

func (m *monitor) await(condition func() bool, change int) {
	m.Lock()
	defer m.Unlock()
	for condition != nil && !condition() {
		m.Wait()
	}
	m.active += change
	m.Broadcast()
}

func (s *Server) run(m *monitor, socket net.Conn) {
	defer func() {
		thrown := recover()
		_ = socket.Close()
		m.await(nil, -1)
		if thrown != nil {
			log.Println("Exception in thread:", thrown)
		}
	}()
	s.Handler(socket)
}

func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}
