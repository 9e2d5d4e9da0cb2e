// Right: has a goroutine for each room that is not empty, which alone knows the members, and no mutex.
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
	once sync.Once
	door chan *desk
}

type desk struct {
	count int
	inbox chan func(map[*member]struct{})
	over  chan struct{}
}

func (r *Room) visit(f func(*desk)) {
	r.once.Do(func() {
		r.door = make(chan *desk, 1)
		r.door <- new(desk)
	})
	d := <-r.door
	f(d)
	r.door <- d
}

func act(inbox <-chan func(map[*member]struct{}), over chan<- struct{}) {
	defer close(over)
	members := map[*member]struct{}{}
	for do := range inbox {
		do(members)
	}
}

func (r *Room) enter(m *member) {
	r.visit(func(d *desk) {
		if d.count == 0 {
			d.inbox, d.over = make(chan func(map[*member]struct{})), make(chan struct{})
			go act(d.inbox, d.over)
		}
		d.count++
		m.inbox = d.inbox
	})
	m.ask(func(members map[*member]struct{}) { members[m] = struct{}{} })
}

func (r *Room) leave(m *member) {
	m.ask(func(members map[*member]struct{}) {
		delete(members, m)
		close(m.backlog)
	})
	r.visit(func(d *desk) {
		if d.count--; d.count == 0 {
			close(d.inbox)
			<-d.over
		}
	})
}

func (m *member) ask(do func(map[*member]struct{})) {
	done := make(chan struct{})
	m.inbox <- func(members map[*member]struct{}) {
		do(members)
		close(done)
	}
	<-done
}

func (r *Room) Join(conn net.Conn) error {
	m := &member{conn: conn, backlog: make(chan []byte, Backlog), why: make(chan error, 1), heard: make(chan struct{})}
	r.enter(m)
	go m.hear()
	if err := m.speak(); err != nil {
		m.end(err)
	}
	r.leave(m)
	select {
	case <-m.heard:
	case <-time.After(Farewell):
		m.end(ErrTooSlow)
		<-m.heard
	}
	m.end(nil)
	return <-m.why
}

func (m *member) speak() error {
	in := bufio.NewReaderSize(m.conn, MaxLine)
	for {
		line, err := in.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			return ErrLineTooLong
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		words := append([]byte(nil), line...)
		var slow []*member
		m.ask(func(members map[*member]struct{}) {
			for other := range members {
				select {
				case other.backlog <- words:
				default:
					delete(members, other)
					slow = append(slow, other)
				}
			}
		})
		for _, other := range slow {
			other.end(ErrTooSlow)
		}
	}
}

type member struct {
	conn    net.Conn
	backlog chan []byte
	inbox   chan func(map[*member]struct{})
	heard   chan struct{}
	why     chan error
}

func (m *member) end(why error) {
	select {
	case m.why <- why:
		_ = m.conn.Close()
	default:
	}
}

func (m *member) hear() {
	defer close(m.heard)
	for line := range m.backlog {
		if _, err := m.conn.Write(line); err != nil {
			m.end(err)
			return
		}
	}
}
