package framing_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// word is what one Read brings at most: bytes, and the error that comes with the last of them.
type word struct {
	at    time.Duration // from when the peer begins to speak
	bytes string
	err   error
}

// plan is what becomes of a player.
type plan struct {
	says     []word
	hears    int           // bytes that have gone to the peer when it begins to speak
	slow     time.Duration // what it takes for a byte to go
	breaks   error         // what Write returns
	after    int           // when so many bytes have gone
	numb     time.Duration // what a Read or Write that waits takes to notice that Close was called
	farewell error         // what it returns then
}

// player is a connection, in virtual time, whose peer keeps to a timetable.
type player struct {
	plan
	writing chan struct{} // holds one during a Write

	mu              sync.Mutex
	began           time.Time // of the connection
	speaks          time.Time // when the peer begins to speak; the zero time until it is known
	heard           []byte
	pieces          []gone
	taken           int
	readBy, writeBy time.Time
	closed          bool
	finished        bool
	changed         chan struct{} // closed when anything above changes
}

// gone is when the bytes from one on began to go.
type gone struct {
	from int
	at   time.Duration
}

// play begins the timetable. The connection is closed when the scene is over.
func (p plan) play(s *scene.Stage) *player {
	c := &player{plan: p, began: time.Now(), changed: make(chan struct{}), writing: make(chan struct{}, 1)}
	c.says = slices.Clone(p.says)
	if c.hears == 0 {
		c.speaks = c.began
	}
	if c.farewell == nil {
		c.farewell = net.ErrClosed
	}
	s.Finally(func() { _ = c.Close() })
	return c
}

// goneAt is when the last of the first n bytes had gone.
func (c *player) goneAt(n int) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, piece := range slices.Backward(c.pieces) {
		if piece.from < n {
			return piece.at + time.Duration(n-piece.from)*c.slow
		}
	}
	return 0
}

func (c *player) Read(p []byte) (int, error) {
	waited := false
	for {
		n, until, changed, err := c.take(p)
		if changed == nil {
			if waited && err == c.farewell && c.isClosed() {
				<-time.After(c.numb)
			}
			return n, err
		}
		waited = true
		Await(changed, until)
	}
}

// take reads what can be read now. If there is nothing yet, it is worth another try when changed
// is closed, or at until.
func (c *player) take(p []byte) (n int, until time.Time, changed <-chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return 0, until, nil, c.farewell
	case Past(c.readBy):
		return 0, until, nil, timedOut("read")
	case len(p) == 0:
		return 0, until, nil, nil
	case c.speaks.IsZero() || len(c.says) == 0:
		return 0, c.readBy, c.changed, nil
	}
	next := &c.says[0]
	if at := c.speaks.Add(next.at); time.Now().Before(at) {
		return 0, Earlier(at, c.readBy), c.changed, nil
	}
	n = copy(p, next.bytes)
	c.taken += n
	next.bytes = next.bytes[n:]
	if next.bytes == "" {
		if err = next.err; err == nil {
			c.says = c.says[1:]
		}
	}
	return n, until, nil, err
}

func (c *player) Write(p []byte) (n int, err error) {
	c.writing <- struct{}{}
	defer func() { <-c.writing }()
	waited := false
	for {
		step, err := c.give(p[n:])
		switch {
		case err != nil:
			if waited && err == c.farewell && c.isClosed() {
				<-time.After(c.numb)
			}
			return n, err
		case n == len(p):
			return n, nil
		}
		if waited = c.slow > 0; waited && !c.goes(time.Duration(step)*c.slow) {
			continue
		}
		c.mu.Lock()
		c.heard = append(c.heard, p[n:n+step]...)
		if c.hears > 0 && len(c.heard) == c.hears {
			c.speaks = time.Now()
		}
		c.wake()
		c.mu.Unlock()
		n += step
	}
}

// give is how many bytes can go now, before anything else happens.
func (c *player) give(p []byte) (step int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	step = len(p)
	switch {
	case step == 0:
		return 0, nil
	case c.closed:
		return 0, c.farewell
	case c.finished:
		return 0, &net.OpError{Op: "write", Net: "tcp", Err: os.ErrClosed}
	case Past(c.writeBy):
		return 0, timedOut("write")
	}
	if c.breaks != nil {
		if step = min(step, c.after-len(c.heard)); step == 0 {
			return 0, c.breaks
		}
	}
	if missing := c.hears - len(c.heard); missing > 0 {
		step = min(step, missing)
	}
	c.pieces = append(c.pieces, gone{len(c.heard), time.Since(c.began)})
	return step, nil
}

// goes waits for as long as bytes take to go, and reports whether nothing has stopped them.
func (c *player) goes(takes time.Duration) bool {
	at := time.Now().Add(takes)
	for {
		c.mu.Lock()
		stopped, by, changed := c.closed || Past(c.writeBy), c.writeBy, c.changed
		c.mu.Unlock()
		switch {
		case stopped:
			return false
		case Past(at):
			return true
		}
		Await(changed, Earlier(at, by))
	}
}

// isClosed reports whether Close was called: what breaks by itself may be the same error.
func (c *player) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// wake lets whoever waits look again. The caller holds mu.
func (c *player) wake() {
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *player) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	c.closed = true
	c.wake()
	return nil
}

func (c *player) CloseWrite() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.finished = true
	return nil
}

func (c *player) LocalAddr() net.Addr                { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
func (c *player) RemoteAddr() net.Addr               { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 2} }
func (c *player) SetDeadline(t time.Time) error      { return c.setDeadlines(t, &c.readBy, &c.writeBy) }
func (c *player) SetReadDeadline(t time.Time) error  { return c.setDeadlines(t, &c.readBy) }
func (c *player) SetWriteDeadline(t time.Time) error { return c.setDeadlines(t, &c.writeBy) }

func (c *player) setDeadlines(t time.Time, which ...*time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	for _, by := range which {
		*by = t
	}
	c.wake()
	return nil
}

func timedOut(op string) error { return &net.OpError{Op: op, Net: "tcp", Err: os.ErrDeadlineExceeded} }

// dribble is a reader of which each Read brings one piece at most.
type dribble struct {
	pieces []string
	ends   error // nil: silence until it is over
	atOnce bool  // the end comes with the last piece
	over   chan struct{}
	taken  int
}

func (r *dribble) Read(p []byte) (n int, err error) {
	switch {
	case len(p) == 0:
		return 0, nil
	case len(r.pieces) == 0 && r.ends == nil:
		<-r.over
		return 0, io.ErrClosedPipe
	case len(r.pieces) == 0:
		return 0, r.ends
	}
	n = copy(p, r.pieces[0])
	r.taken += n
	if r.pieces[0] = r.pieces[0][n:]; r.pieces[0] == "" {
		r.pieces = r.pieces[1:]
	}
	if len(r.pieces) == 0 && r.atOnce {
		err = r.ends
	}
	return n, err
}

// timetable has pieces come with a pause before each. What ends them comes after another pause,
// or with the last of them.
func timetable(pieces []string, pause time.Duration, ends error, atOnce bool) (says []word) {
	at := time.Duration(0)
	for _, piece := range pieces {
		at += pause
		says = append(says, word{at, piece, nil})
	}
	switch {
	case ends == nil:
	case atOnce && len(says) > 0:
		says[len(says)-1].err = ends
	default:
		says = append(says, word{at + pause, "", ends})
	}
	return says
}

// cameAt is when the last of the first n bytes comes.
func cameAt(says []word, n int) (at time.Duration) {
	for _, w := range says {
		if n <= 0 {
			break
		}
		at, n = w.at, n-len(w.bytes)
	}
	return at
}

// endsAt is when the last word comes.
func endsAt(says []word) time.Duration {
	if len(says) == 0 {
		return 0
	}
	return says[len(says)-1].at
}

// quoted are texts as a story shows them.
func quoted[T ~string | ~[]byte](texts []T) string {
	const most, long = 3, 24
	var all []string
	for i, text := range texts {
		if i == most {
			all = append(all, fmt.Sprintf("… (%d)", len(texts)))
			break
		}
		shown := fmt.Sprintf("%q", string(text[:min(len(text), long)]))
		if len(text) > long {
			shown += fmt.Sprintf(In("… (%d)", "…（%d）"), len(text))
		}
		all = append(all, shown)
	}
	if len(all) == 0 {
		return In("nothing", "没有")
	}
	return strings.Join(all, " ")
}
