// Wrong: a map is fine without a lock as long as everybody is quick.
// fails: everybody, whole-lines, own-bytes, same-order, come-and-go, leaves, last-words, half-line, too-long, endless-line, slow-member
package room

import (
	"bufio"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// What a member of a room may do.
const (
	// MaxLine is the longest line, in bytes with its "\n".
	MaxLine = 1024
	// Backlog is how many lines a member may be behind.
	Backlog = 128
	// Farewell is how long a member who has finished may take to hear the rest.
	Farewell = 5 * time.Second
)

// Why a member was dropped.
var (
	ErrTooSlow     = errors.New("the member does not read what is said")
	ErrLineTooLong = errors.New("the line is too long")
)

// Room is where everybody hears everybody: a line that a member says is heard by all members,
// the speaker too, and all hear all lines in the same order, each of them whole. The zero
// value is an empty room.
//
// Nobody waits for anybody. Each member has a backlog of its own, which the room fills and a
// goroutine empties into the member's connection; whoever lets it overflow is dropped.
type Room struct {
	members map[*member]struct{}
}

// Join makes the client at conn a member, and returns when it is none any more. It hears every
// line that is said from then on. When Join returns, conn is closed.
//
// A member leaves by finishing (FIN, RFC 9293 §3.6). What it said after its last "\n" is no
// line, and nobody hears it. It still hears, for up to Farewell, what was said before it
// finished; then Join returns nil.
//
// A member is dropped, and Join returns an error: ErrTooSlow when it has not read while more
// than Backlog lines came for it, or has not heard the rest by the end of Farewell;
// ErrLineTooLong when it says more than MaxLine bytes without a "\n"; and the reason, when its
// connection fails. The others do not notice.
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
	m.end(nil)
	return m.why
}

// speak says m's lines to everybody, until it has finished.
func (r *Room) speak(m *member) error {
	in := bufio.NewReaderSize(m.conn, MaxLine) // so it can be full only when a line is too long
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
		r.say(append([]byte(nil), line...)) // the reader will use these bytes again
	}
}

func (r *Room) enter(m *member) {
	if r.members == nil {
		r.members = make(map[*member]struct{})
	}
	r.members[m] = struct{}{}
}

// leave takes m out of the room; nothing more is added to its backlog.
func (r *Room) leave(m *member) {
	delete(r.members, m)
	close(m.backlog)
}

// say puts line into every backlog.
func (r *Room) say(line []byte) {
	var slow []*member
	for m := range r.members {
		select {
		case m.backlog <- line:
		default:
			delete(r.members, m)
			slow = append(slow, m)
		}
	}
	for _, m := range slow {
		m.end(ErrTooSlow)
	}
}

// member is one client in a room.
type member struct {
	conn    net.Conn
	backlog chan []byte // lines said that it has not been sent; nobody changes their bytes

	ended sync.Once
	why   error
}

// end closes the connection, which ends every wait for it. The first reason counts.
func (m *member) end(why error) {
	m.ended.Do(func() {
		m.why = why
		_ = m.conn.Close()
	})
}

// hear sends m what is in its backlog until that is closed and empty.
func (m *member) hear() {
	for line := range m.backlog {
		if _, err := m.conn.Write(line); err != nil {
			m.end(err)
			return
		}
	}
}
