// Wrong: leaves a goroutine behind for each member, which ends with Farewell.
// fails: hears-itself
// breaks: room-empty
package room

import (
	"bufio"
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
	mu      sync.Mutex
	members map[*member]struct{}
}

func (r *Room) Join(conn net.Conn) error {
	m := &member{conn: conn, backlog: make(chan []byte, Backlog)}
	r.enter(m)
	var hearing sync.WaitGroup
	hearing.Go(m.hear)

	if err := r.speak(m); err != nil {
		m.end(err)
	}
	r.leave(m)
	late := time.AfterFunc(Farewell, func() { m.end(ErrTooSlow) })
	hearing.Wait()
	late.Stop()
	go func() {
		<-time.After(Farewell)
		_ = conn.Close()
	}()
	m.end(nil)
	return m.why
}

func (r *Room) speak(m *member) error {
	in := bufio.NewReaderSize(m.conn, MaxLine)
	for {
		line, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return ErrLineTooLong
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		r.say(append([]byte(nil), line...))
	}
}

func (r *Room) enter(m *member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.members == nil {
		r.members = make(map[*member]struct{})
	}
	r.members[m] = struct{}{}
}

func (r *Room) leave(m *member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.members, m)
	close(m.backlog)
}

func (r *Room) say(line []byte) {
	var slow []*member
	r.mu.Lock()
	for m := range r.members {
		select {
		case m.backlog <- line:
		default:
			delete(r.members, m)
			slow = append(slow, m)
		}
	}
	r.mu.Unlock()
	for _, m := range slow {
		m.end(ErrTooSlow)
	}
}

type member struct {
	conn    net.Conn
	backlog chan []byte

	ended sync.Once
	why   error
}

func (m *member) end(why error) {
	m.ended.Do(func() {
		m.why = why
		_ = m.conn.Close()
	})
}

func (m *member) hear() {
	for line := range m.backlog {
		if _, err := m.conn.Write(line); err != nil {
			m.end(err)
			return
		}
	}
}
