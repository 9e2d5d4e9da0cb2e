// Package manyclients is lesson 10: a server with many callers at once, a room in which
// everybody hears everybody, and the clients that go there.
package manyclients

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

// How long Serve waits after a temporary error: twice as long each time, within these.
const (
	shortestWait = 5 * time.Millisecond
	longestWait  = time.Second
)

// Server answers many callers at the same time.
type Server struct {
	// Handler has the conversation with one caller. Every caller has a goroutine of its own,
	// so it is called many times at once.
	Handler func(conn net.Conn)
	// MaxConns is the most conversations at the same time. 0: no limit.
	MaxConns int
}

// Serve picks up the callers of ln, each in a goroutine of its own, and closes a connection
// when its Handler is done. When there are MaxConns conversations, the next caller waits in
// the kernel's queue, connected (RFC 9293 §3.5) but not picked up, until one of them is over.
//
// A Handler that panics costs its own connection only: the panic is logged, and everything
// else goes on. A temporary error of Accept does not end Serve: it waits, 5 ms at first, then
// longer up to 1 s, and asks again.
//
// When ln has been closed, Serve returns nil; any other error is returned as Accept gave it.
// Either way it picks up nobody else, and first waits for the conversations that go on.
func (s *Server) Serve(ln net.Listener) error {
	var calls sync.WaitGroup
	defer calls.Wait()
	var seats chan struct{} // one place for each conversation; nil when there is no limit
	if s.MaxConns > 0 {
		seats = make(chan struct{}, s.MaxConns)
	}
	var wait time.Duration
	for {
		if seats != nil {
			seats <- struct{}{}
		}
		conn, err := ln.Accept()
		if err == nil {
			wait = 0
			calls.Go(func() {
				if seats != nil {
					defer func() { <-seats }()
				}
				s.answer(conn)
			})
			continue
		}
		if seats != nil {
			<-seats // nobody sat down
		}
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case isTemporary(err):
			wait = min(max(2*wait, shortestWait), longestWait)
			<-time.After(wait)
		default:
			return err
		}
	}
}

var events = newEvents(os.Stderr, slog.LevelInfo)

func newEvents(to io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level})).With(slog.String("lesson", fmt.Sprint(9)))
}

// answer has one conversation, and sees to it that the connection is closed and that a panic
// ends here: in a goroutine, nobody above could catch it, and the whole program would end.
func (s *Server) answer(conn net.Conn) {
	defer func() {
		if v := recover(); v != nil {
			events.Error("panic", slog.Group("call", "from", conn.RemoteAddr()), slog.Any("value", v))
			log.Print(v)
			debug.PrintStack()
		}
	}()
	defer conn.Close()
	s.Handler(conn)
}

// isTemporary reports whether asking again may help, as after EMFILE: this program has as
// many files open as it may. The errors know it of themselves.
func isTemporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

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
	mu      sync.Mutex
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
