// Right: hangs each line onto a chain, along which every member goes at its own pace.
package room

import (
	"bufio"
	"errors"
	"io"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
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
	end     *link
	members map[*member]struct{}
}

type link struct {
	number int64
	line   []byte
	next   *link
	said   chan struct{}
}

func (r *Room) Join(conn net.Conn) error {
	m := &member{conn: conn, finished: make(chan struct{})}
	r.mu.Lock()
	if r.end == nil {
		r.end = &link{said: make(chan struct{})}
		r.members = map[*member]struct{}{}
	}
	from := r.end
	m.passed.Store(from.number)
	r.members[m] = struct{}{}
	r.mu.Unlock()
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		m.hear(from)
	}()
	if err := r.speak(m); err != nil {
		m.drop(err)
	}
	r.mu.Lock()
	delete(r.members, m)
	m.until = r.end.number
	close(m.finished)
	r.mu.Unlock()
	late := time.AfterFunc(Farewell, func() { m.drop(ErrTooSlow) })
	<-heard
	late.Stop()
	m.drop(nil)
	return m.why
}

func (r *Room) speak(m *member) error {
	in := bufio.NewReaderSize(m.conn, MaxLine)
	for {
		line, err := in.ReadSlice('\n')
		switch err {
		case nil:
		case io.EOF:
			return nil
		case bufio.ErrBufferFull:
			return ErrLineTooLong
		default:
			return err
		}
		var slow []*member
		r.mu.Lock()
		l := r.end
		l.line, l.next = append([]byte(nil), line...), &link{number: l.number + 1, said: make(chan struct{})}
		r.end = l.next
		close(l.said)
		for other := range r.members {
			if r.end.number-other.passed.Load() > Backlog {
				delete(r.members, other)
				slow = append(slow, other)
			}
		}
		r.mu.Unlock()
		for _, other := range slow {
			other.drop(ErrTooSlow)
		}
		runtime.Gosched()
	}
}

type member struct {
	conn     net.Conn
	passed   atomic.Int64
	finished chan struct{}
	until    int64

	once sync.Once
	why  error
}

func (m *member) drop(why error) {
	m.once.Do(func() {
		m.why = why
		_ = m.conn.Close()
	})
}

func (m *member) hear(l *link) {
	for ; ; l = l.next {
		select {
		case <-l.said:
		case <-m.finished:
		}
		select {
		case <-m.finished:
			if l.number >= m.until {
				return
			}
		default:
		}
		m.passed.Store(l.number + 1)
		if _, err := m.conn.Write(l.line); err != nil {
			m.drop(err)
			return
		}
	}
}
