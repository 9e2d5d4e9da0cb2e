// Package room is lesson 11: a room in which everybody hears everybody, and the client that
// goes there.
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
// the speaker too. All hear all lines in the same order. Each line arrives whole, byte for
// byte: any byte may be in it, and "\n" alone is a line, too. A "\r" before the "\n" is a byte
// like any other: it counts in MaxLine and is passed on, and none is ever taken off or added.
// Rooms have nothing to do with each other. The zero value is an empty room.
//
// Nobody waits for anybody. Each member has a backlog of its own, which the room fills and a
// goroutine empties into the member's connection; whoever lets it overflow is dropped.
type Room struct {
	mu      sync.Mutex
	members map[*member]struct{}
}

// Join makes the client at conn a member, and returns when it has left. It hears every
// line that is said from then on, even if it never speaks, and none that was said before. It
// may be silent for as long as it likes. A slow member never holds up the others, whether they
// speak, hear, come or leave. conn may be of any type; its Close returns at once, and ends a
// Read and a Write that wait. When Join returns, conn is closed, and no goroutine is left.
//
// A member leaves by finishing (FIN, RFC 9293 §3.6), and Join returns nil. What it said after
// its last "\n" is no line, and nobody hears it. It still hears what was said before it
// finished, and nothing that is said later. For that it has Farewell in all; Join returns as
// soon as it has heard the rest.
//
// A member is dropped at once, and Join returns an error in which errors.Is finds the reason:
// ErrTooSlow when more than Backlog lines wait for it (lines that have been passed to conn
// already need not count), or when it has not heard the rest by the end of Farewell;
// ErrLineTooLong when more than MaxLine bytes have come without a "\n", which nobody hears and
// which are not kept either; and the connection's own error, whichever it is, when conn fails in
// reading or in writing. The others do not notice.
func (r *Room) Join(conn net.Conn) error {
	m := &member{conn: conn, backlog: make(chan []byte, Backlog)}
	r.enter(m)
	var hearing sync.WaitGroup
	hearing.Go(m.hear)

	if err := r.speak(m); err != nil {
		m.end(err)
	}
	r.leave(m)
	defer time.AfterFunc(Farewell, func() { m.end(ErrTooSlow) }).Stop()
	hearing.Wait()
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
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.members == nil {
		r.members = make(map[*member]struct{})
	}
	r.members[m] = struct{}{}
}

// leave takes m out of the room; nothing more is added to its backlog.
func (r *Room) leave(m *member) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.members, m)
	close(m.backlog)
}

// say puts line into every backlog. It is the lock that gives all members the same order, and
// it is never held while anything waits.
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
