package line

import (
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Script is what a peer does, written down beforehand: first it listens, then it speaks,
// then it ends. Played by Conn it shows on every run what a real connection shows only now
// and then: a text in pieces, an end that comes with the last bytes, a failure half way.
type Script struct {
	// Hears is how many bytes the peer waits to hear before it speaks. Until then Read waits.
	Hears int
	// Says is the peer's words, piece by piece: one Read returns at most one piece, however
	// large its buffer is. An empty piece is a Read of 0 bytes without an error.
	Says []string
	// Ends is what Read returns after the last piece: io.EOF for a FIN, ConnectionReset for a
	// RST. Nil: the peer stays on the line and is silent.
	Ends error
	// AtOnce says that the end comes with the last piece, from one and the same Read, as
	// io.Reader allows.
	AtOnce bool
	// Pauses is how long the peer is silent before each piece and before the end. It is meant
	// for virtual time; there the conn must be made and closed within the scene.
	Pauses time.Duration
	// Paces is, where it is not empty, how long the peer is silent before each piece and the end,
	// one after the other, before it goes on with Pauses.
	Paces []time.Duration
	// Deaf says that the peer reads nothing: Write waits for its deadline, or for Close.
	Deaf bool
	// Breaks is what Write returns instead of taking more than BreaksAfter bytes in all, if it is
	// not nil.
	Breaks      error
	BreaksAfter int
	// FinishFails and CloseFails are what CloseWrite and Close return though they do what they
	// are for.
	FinishFails, CloseFails error
	// Bare says that every error is returned exactly as it is given here, and not inside of a
	// *net.OpError.
	Bare bool
	// Once says that only one Read returns Ends, and those after it io.EOF, as Linux does with
	// the error that a RST leaves behind.
	Once bool
	// Fills is how long a Read takes from when it has filled the buffer until it returns. It is
	// meant for virtual time.
	Fills time.Duration
}

// Conn plays the script once. The connection is closed when the spec ends, except in virtual
// time, which nobody can reach into from outside.
func (s Script) Conn() *ScriptedConn {
	c := &ScriptedConn{
		script: s, port: somePort(), pieces: slices.Clone(s.Says), changed: make(chan struct{}),
	}
	c.pause()
	if !InVirtual() {
		DeferCleanup(func() { _ = c.Close() })
	}
	return c
}

// ScriptedConn is a net.Conn whose peer follows a Script. Like a *net.TCPConn it can be
// half-closed, heeds deadlines, may be used by several goroutines, and returns io.EOF bare
// and every other failure as a *net.OpError. The student's code gets it from Lend.
type ScriptedConn struct {
	script Script
	port   int // of its peer

	mu       sync.Mutex
	pieces   []string  // still to be read
	speaks   time.Time // when the next piece or the end comes
	taken    int
	heard    strings.Builder
	finished bool
	closed   bool
	ended    bool      // Ends has been returned
	idle     int       // Reads in a row that could bring nothing: without room, or behind the end
	idled    time.Time // since when they are counted
	noRoom   bool      // the last of them had no room
	readBy   time.Time
	writeBy  time.Time
	calls    []Call
	changed  chan struct{} // closed when anything above changes
}

// Call is what was done with a ScriptedConn, once it was over.
type Call struct {
	Op string // read, write, closewrite, close, deadline, readdeadline or writedeadline
	// Room is how many bytes a Read had room for, or a Write was given; N how many it took.
	Room, N int
	By      time.Time // the deadline that was set
	At      time.Time // when the call was over
	Err     error
}

// mostCalls is how many calls a connection remembers. Who reads much byte by byte makes many.
const mostCalls = 1 << 12

// Calls is what was done with the connection so far, in order of time: the first mostCalls.
func (c *ScriptedConn) Calls() []Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.calls)
}

// note keeps a call. The caller holds mu.
func (c *ScriptedConn) note(call Call) {
	if len(c.calls) == mostCalls {
		return
	}
	call.At = time.Now()
	c.calls = append(c.calls, call)
}

// Open reports whether Close has not been called.
func (c *ScriptedConn) Open() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.closed
}

// Deadlines are those that are set now; the zero time is none.
func (c *ScriptedConn) Deadlines() (read, write time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.readBy, c.writeBy
}

// Heard is everything that was written.
func (c *ScriptedConn) Heard() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard.String()
}

// Taken is how many bytes were read.
func (c *ScriptedConn) Taken() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.taken
}

// Finished reports whether the peer has been told, by CloseWrite or Close, that nothing more
// will be written.
func (c *ScriptedConn) Finished() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.finished
}

// pause has the peer be silent until its next piece or the end. The caller holds mu, or has made c.
func (c *ScriptedConn) pause() {
	pause := c.script.Pauses
	if len(c.script.Paces) > 0 {
		pause, c.script.Paces = c.script.Paces[0], c.script.Paces[1:]
	}
	c.speaks = time.Now().Add(pause)
}

func (c *ScriptedConn) Read(p []byte) (int, error) {
	for {
		n, again, until, err := c.take(p)
		if again == nil {
			c.bearWith(len(p), n, err)
			if n > 0 && c.script.Fills > 0 {
				<-time.After(c.script.Fills)
			}
			return n, err
		}
		Await(again, until)
	}
}

// take reads what can be read now. If there is nothing yet, it is worth another try when
// again is closed or until has come.
func (c *ScriptedConn) take(p []byte) (n int, again <-chan struct{}, until time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		if again == nil {
			c.note(Call{Op: "read", Room: len(p), N: n, Err: err})
		}
	}()
	switch {
	case c.closed:
		return 0, nil, until, c.failure("read", net.ErrClosed)
	case Past(c.readBy):
		return 0, nil, until, c.failure("read", os.ErrDeadlineExceeded)
	case len(p) == 0:
		return 0, nil, until, nil
	case c.heard.Len() < c.script.Hears:
		return 0, c.changed, c.readBy, nil
	case !Past(c.speaks):
		return 0, c.changed, Earlier(c.speaks, c.readBy), nil
	case len(c.pieces) > 0:
		n = copy(p, c.pieces[0])
		c.taken += n
		if c.pieces[0] = c.pieces[0][n:]; c.pieces[0] == "" {
			if c.pieces = c.pieces[1:]; len(c.pieces) > 0 || !c.script.AtOnce {
				c.pause() // an end that has come with the last piece is there
			}
		}
		if len(c.pieces) == 0 && c.script.AtOnce {
			err = c.ending()
		}
		return n, nil, until, err
	case c.script.Ends != nil:
		return 0, nil, until, c.ending()
	}
	return 0, c.changed, c.readBy, nil
}

// mostIdle is how many Reads in a row, with no time between them, may bring nothing. Who reads on is
// ended, so that a spec is not kept busy forever; the student's code must therefore be run by Start.
const mostIdle = 1 << 12

// bearWith counts the Reads that bring nothing, and ends the goroutine that makes too many.
func (c *ScriptedConn) bearWith(room, n int, err error) {
	c.mu.Lock()
	if now := time.Now(); now.Sub(c.idled) >= time.Millisecond { // it waits between two Reads
		c.idle, c.idled = 0, now
	}
	if n == 0 && (room == 0 || err != nil) {
		c.idle++
		c.noRoom = room == 0
	} else {
		c.idle = 0
	}
	enough := c.idle > mostIdle
	c.mu.Unlock()
	if enough {
		runtime.Goexit()
	}
}

// Complaint says how the connection was read from in vain, over and over, "" if it was not. Ask it
// before anything else: a function whose goroutine was ended has returned nothing.
func (c *ScriptedConn) Complaint() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.idle <= mostIdle:
		return ""
	case c.noRoom:
		return In(
			"your code calls Read with a slice of length 0, again and again: such a Read returns 0 and nil "+
				"at once, and so it will forever; the buffer is full, and there has to be room for what may still come",
			"你的代码一遍遍地用长度为 0 的切片调用 Read：这样的 Read 总是马上返回 0 和 nil，永远如此；缓冲区已经满了，要给后面可能来的内容留出地方")
	}
	return In(
		"Read has said that there is nothing more to come, and your code calls it again and again: look at the error "+
			"that it returns, and leave the loop",
		"Read 已经说了不会再有什么来，你的代码却还在一遍遍地调用它：要看它返回的错误，离开循环")
}

// ending is what a Read returns behind the last piece. The caller holds mu.
func (c *ScriptedConn) ending() error {
	if c.ended && c.script.Once {
		return io.EOF
	}
	c.ended = true
	return c.failure("read", c.script.Ends)
}

func (c *ScriptedConn) Write(p []byte) (int, error) {
	for {
		n, again, until, err := c.give(p)
		if again == nil {
			return n, err
		}
		Await(again, until)
	}
}

// give writes what can be written now, and is worth another try as take is.
func (c *ScriptedConn) give(p []byte) (n int, again <-chan struct{}, until time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		if again == nil {
			c.note(Call{Op: "write", Room: len(p), N: n, Err: err})
		}
	}()
	switch {
	case c.closed:
		return 0, nil, until, c.failure("write", net.ErrClosed)
	case Past(c.writeBy):
		return 0, nil, until, c.failure("write", os.ErrDeadlineExceeded)
	case c.script.Breaks != nil && c.heard.Len()+len(p) > c.script.BreaksAfter:
		n, err = max(0, c.script.BreaksAfter-c.heard.Len()), c.failure("write", c.script.Breaks)
	case c.finished:
		return 0, nil, until, c.failure("write", io.ErrClosedPipe)
	case c.script.Deaf:
		return 0, c.changed, c.writeBy, nil
	default:
		n = len(p)
	}
	c.heard.Write(p[:n])
	c.wake()
	return n, nil, until, err
}

// CloseWrite tells the peer that nothing more will be written.
func (c *ScriptedConn) CloseWrite() (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.note(Call{Op: "closewrite", Err: err}) }()
	if c.closed {
		return c.failure("close", net.ErrClosed)
	}
	c.finished = true
	return c.failure("close", c.script.FinishFails)
}

// Close ends the connection in both directions.
func (c *ScriptedConn) Close() (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.note(Call{Op: "close", Err: err}) }()
	if c.closed {
		return c.failure("close", net.ErrClosed)
	}
	c.finished, c.closed = true, true
	c.wake()
	return c.failure("close", c.script.CloseFails)
}

// LocalAddr is made up: nobody can be reached there.
func (c *ScriptedConn) LocalAddr() net.Addr { return loopback(49152) }

// RemoteAddr is made up, too. Peers have different ones, mostly.
func (c *ScriptedConn) RemoteAddr() net.Addr { return loopback(c.port) }

func loopback(port int) net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: port} }

// somePort is a port by chance, as the system gives it to those who dial.
func somePort() int { return 1<<15 + Random(1<<15) }

// SetDeadline bounds reading and writing.
func (c *ScriptedConn) SetDeadline(t time.Time) error {
	return c.setDeadlines("deadline", t, &c.readBy, &c.writeBy)
}

// SetReadDeadline bounds reading.
func (c *ScriptedConn) SetReadDeadline(t time.Time) error {
	return c.setDeadlines("readdeadline", t, &c.readBy)
}

// SetWriteDeadline bounds writing.
func (c *ScriptedConn) SetWriteDeadline(t time.Time) error {
	return c.setDeadlines("writedeadline", t, &c.writeBy)
}

func (c *ScriptedConn) setDeadlines(op string, t time.Time, which ...*time.Time) (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.note(Call{Op: op, By: t, Err: err}) }()
	if c.closed {
		return c.failure("set", net.ErrClosed)
	}
	for _, by := range which {
		*by = t
	}
	c.wake()
	return nil
}

// wake lets every Read that waits look again. The caller holds mu.
func (c *ScriptedConn) wake() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// failure is err the way a connection of the net package returns it.
func (c *ScriptedConn) failure(op string, err error) error {
	if err == nil || err == io.EOF || c.script.Bare {
		return err
	}
	if err == ConnectionReset {
		err = os.NewSyscallError(op, err)
	}
	return &net.OpError{Op: op, Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
}

// What connections that a spec plays itself wait with: a channel that is closed when something about
// them changes, and deadlines, of which the zero time is none.

// Past reports whether a deadline has come.
func Past(deadline time.Time) bool { return !deadline.IsZero() && !time.Now().Before(deadline) }

// Earlier is the earlier of two times, of which the second may be none.
func Earlier(t, deadline time.Time) time.Time {
	if deadline.IsZero() || t.Before(deadline) {
		return t
	}
	return deadline
}

// Await returns when changed is closed or the deadline has passed.
func Await(changed <-chan struct{}, deadline time.Time) {
	var late <-chan time.Time
	if !deadline.IsZero() {
		timer := time.NewTimer(time.Until(deadline))
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-changed:
	case <-late:
	}
}

// InPieces cuts text into pieces of the given sizes in bytes, over and over again: with the
// size 1 it comes byte by byte.
func InPieces(text string, sizes ...int) (pieces []string) {
	for i := 0; text != ""; i++ {
		size := min(sizes[i%len(sizes)], len(text))
		pieces, text = append(pieces, text[:size]), text[size:]
	}
	return pieces
}

// InRandomPieces cuts text into pieces of 1 to longest bytes, other ones in every run.
func InRandomPieces(text string, longest int) []string {
	sizes := make([]int, len(text)+1)
	for i := range sizes {
		sizes[i] = 1 + Random(longest)
	}
	return InPieces(text, sizes...)
}
