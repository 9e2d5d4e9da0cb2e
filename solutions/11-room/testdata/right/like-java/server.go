// Right: has monitors with wait and notifyAll, blocking queues, and reads and writes byte by byte.
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
