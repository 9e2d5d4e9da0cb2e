// Right: has monitors with wait and notifyAll, blocking queues, and reads byte by byte.
package manyclients

import (
	"errors"
	"io"
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
	synchronized sync.Mutex
	handlers     []*clientHandler
}

type clientHandler struct {
	socket net.Conn

	synchronized sync.Mutex
	changed      sync.Cond
	queue        [][]byte
	finished     bool
	interrupted  bool
	reason       error
}

func (r *Room) Join(conn net.Conn) error {
	h := &clientHandler{socket: conn}
	h.changed.L = &h.synchronized
	r.synchronized.Lock()
	r.handlers = append(r.handlers, h)
	r.synchronized.Unlock()
	writer := make(chan struct{})
	go h.write(writer)
	if err := h.read(r); err != nil {
		h.interrupt(err)
	}
	r.synchronized.Lock()
	r.remove(h)
	r.synchronized.Unlock()
	h.synchronized.Lock()
	h.finished = true
	h.changed.Broadcast()
	h.synchronized.Unlock()
	timer := time.AfterFunc(Farewell, func() { h.interrupt(ErrTooSlow) })
	<-writer
	timer.Stop()
	h.interrupt(nil)
	return h.reason
}

func (r *Room) remove(h *clientHandler) {
	for i := range r.handlers {
		if r.handlers[i] == h {
			r.handlers = append(r.handlers[:i:i], r.handlers[i+1:]...)
			return
		}
	}
}

func (h *clientHandler) interrupt(why error) {
	h.synchronized.Lock()
	defer h.synchronized.Unlock()
	if h.interrupted {
		return
	}
	h.interrupted, h.reason = true, why
	h.changed.Broadcast()
	_ = h.socket.Close()
}

func (h *clientHandler) read(r *Room) error {
	var one [1]byte
	line := make([]byte, 0, MaxLine)
	for {
		n, err := h.socket.Read(one[:])
		if n == 1 {
			line = append(line, one[0])
			if one[0] == '\n' {
				r.broadcast(line)
				line = make([]byte, 0, MaxLine)
			} else if len(line) == MaxLine {
				return ErrLineTooLong
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *Room) broadcast(line []byte) {
	var slow []*clientHandler
	r.synchronized.Lock()
	for _, h := range append([]*clientHandler(nil), r.handlers...) {
		if !h.offer(line) {
			r.remove(h)
			slow = append(slow, h)
		}
	}
	r.synchronized.Unlock()
	for _, h := range slow {
		h.interrupt(ErrTooSlow)
	}
}

func (h *clientHandler) offer(line []byte) bool {
	h.synchronized.Lock()
	defer h.synchronized.Unlock()
	if len(h.queue) == Backlog {
		return false
	}
	h.queue = append(h.queue, line)
	h.changed.Broadcast()
	return true
}

func (h *clientHandler) take() []byte {
	h.synchronized.Lock()
	defer h.synchronized.Unlock()
	for len(h.queue) == 0 && !h.finished && !h.interrupted {
		h.changed.Wait()
	}
	if h.interrupted || len(h.queue) == 0 {
		return nil
	}
	line := h.queue[0]
	h.queue = h.queue[1:]
	return line
}

func (h *clientHandler) write(over chan<- struct{}) {
	defer close(over)
	for line := h.take(); line != nil; line = h.take() {
		for i := range line {
			if _, err := h.socket.Write(line[i : i+1]); err != nil {
				h.interrupt(err)
				return
			}
		}
	}
}
