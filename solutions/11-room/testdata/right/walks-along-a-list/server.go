// Right: keeps a room as one linked list of lines, along which every member walks at its own pace.
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

// said is a place in what is said in a room; here is closed when line and next are set.
type said struct {
	here chan struct{}
	line []byte
	next *said
}

type Room struct {
	mu      sync.Mutex
	members map[*member]struct{}
	now     *said  // where the next line goes
	count   uint64 // of lines
}

type member struct {
	conn  net.Conn
	taken uint64 // lines passed to conn, or never meant for it
	until uint64 // lines to hear in all, once it has left
	left  chan struct{}
	gone  bool
	why   error
}

// out takes m out of the room, which is locked; the first time counts.
func (r *Room) out(m *member, why error) {
	if !m.gone {
		m.gone = true
		m.until = r.count
		close(m.left)
		delete(r.members, m)
	} else if why == nil || m.why != nil {
		return
	}
	if m.why = why; why != nil {
		m.conn.Close()
	}
}

// leave is out for those who have not locked the room.
func (r *Room) leave(m *member, why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out(m, why)
}

// say adds a line, unless m is a member no more.
func (r *Room) say(m *member, line []byte) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m.gone {
		return false
	}
	place := r.now
	r.now = &said{here: make(chan struct{})}
	place.line, place.next = line, r.now
	close(place.here)
	r.count++
	for each := range r.members {
		if r.count-each.taken > Backlog {
			r.out(each, ErrTooSlow)
		}
	}
	return true
}

// take tells whether m shall hear one line more.
func (r *Room) take(m *member) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m.why != nil || m.gone && m.taken == m.until {
		return false
	}
	m.taken++
	return true
}

// walk passes to conn what is said from place on.
func (r *Room) walk(m *member, place *said) {
	for {
		select {
		case <-place.here:
		case <-m.left:
			select {
			case <-place.here:
			default:
				return
			}
		}
		if !r.take(m) {
			return
		}
		n, err := m.conn.Write(place.line)
		if err == nil && n < len(place.line) {
			err = io.ErrShortWrite
		}
		if err != nil {
			r.leave(m, err)
			return
		}
		place = place.next
	}
}

func (r *Room) Join(conn net.Conn) error {
	defer conn.Close()
	m := &member{conn: conn, left: make(chan struct{})}
	r.mu.Lock()
	if r.now == nil {
		r.now = &said{here: make(chan struct{})}
		r.members = map[*member]struct{}{}
	}
	r.members[m] = struct{}{}
	m.taken = r.count
	place := r.now
	r.mu.Unlock()

	var walking sync.WaitGroup
	walking.Go(func() { r.walk(m, place) })
	r.leave(m, r.listen(m))
	farewell := time.AfterFunc(Farewell, func() { r.leave(m, ErrTooSlow) })
	walking.Wait()
	farewell.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	return m.why
}

// listen reads what m says, into one array of a line's size and a byte.
func (r *Room) listen(m *member) error {
	var desk [MaxLine + 1]byte
	have := 0
	for {
		n, err := m.conn.Read(desk[have:])
		start := 0
		for i := have; i < have+n; i++ {
			if desk[i] != '\n' {
				continue
			}
			if i+1-start > MaxLine {
				return ErrLineTooLong
			}
			if !r.say(m, append([]byte(nil), desk[start:i+1]...)) {
				return nil
			}
			start = i + 1
		}
		have = copy(desk[:], desk[start:have+n])
		if have > MaxLine {
			return ErrLineTooLong
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
