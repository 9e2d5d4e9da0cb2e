package shutdown_test

import (
	"cmp"
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// The numbers of the contract, whatever the student's file says.
const (
	maxLine     = 1024
	firstWait   = 50 * time.Millisecond
	longestWait = 2 * time.Second
)

// soon is how much later than at once is at once: time for who looks again and again.
const soon = 10 * time.Millisecond

// part is what the other end of a line says when it has heard so many lines, and a while after that.
type part struct {
	heard int
	pause time.Duration
	says  []string // one Read returns a piece at most; an empty one is a Read of nothing
}

// farEnd is the other end of a connection in a scene: it speaks in parts, and ends.
type farEnd struct {
	parts    []part
	ends     error // what Read returns after the last part; nil: the line stays as it is
	endsAt   part  // when; says nothing
	together bool  // the last piece and the end come from one Read

	slow        time.Duration // how long a Write waits until the other end begins to take a line
	breaks      error         // what Write returns when more than
	breaksAfter int           // bytes in all were written
	closeFails  error
}

// order counts what happens in a scene, for what happens at one and the same instant.
var order atomic.Int64

// played is the student's end of a line with a farEnd. All of them have one address.
type played struct {
	farEnd
	began time.Time

	mu      sync.Mutex
	changed chan struct{}
	since   time.Time // when the last part was over, or the last line heard
	heard   strings.Builder
	lines   int
	taking  time.Time // when the far end takes the line that is being written; zero: none is
	given   int       // parts that have been read to their end
	said    []time.Duration
	failed  time.Duration // when Read or Write first failed, if it has
	calls   int
	readBy  time.Time
	writeBy time.Time

	closing, closed bool
	closes, gone    int64 // the order in which Close was called, and returned
	closedAt        time.Duration
}

func (f farEnd) conn(began time.Time) *played {
	f.parts = slices.Clone(f.parts)
	for n := range f.parts {
		f.parts[n].says = slices.Clone(f.parts[n].says)
	}
	return &played{farEnd: f, began: began, changed: make(chan struct{}), since: time.Now(), failed: -1, closedAt: -1}
}

func (c *played) now() time.Duration { return time.Since(c.began) }

// wake has all who wait look again. The caller holds mu.
func (c *played) wake() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// await waits, without the lock, until something changes or one of the times has come.
func (c *played) await(times ...time.Time) {
	changed := c.changed
	var next time.Time
	for _, t := range times {
		if !t.IsZero() {
			next = Earlier(t, next)
		}
	}
	c.mu.Unlock()
	defer c.mu.Lock()
	Await(changed, next)
}

func opError(op string, err error) error { return &net.OpError{Op: op, Net: "unix", Err: err} }

// usable is why Read or Write cannot go on. The caller holds mu.
func (c *played) usable(op string, by time.Time) error {
	switch {
	case c.closing:
		return opError(op, net.ErrClosed)
	case Past(by):
		return opError(op, os.ErrDeadlineExceeded)
	}
	return nil
}

func (c *played) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	for {
		if err := c.usable("read", c.readBy); err != nil || len(p) == 0 {
			return 0, err
		}
		if len(c.parts) == 0 {
			if c.ends == nil || c.lines < c.endsAt.heard {
				c.await(c.readBy)
			} else if ready := c.since.Add(c.endsAt.pause); Past(ready) {
				return 0, c.fails(c.ends)
			} else {
				c.await(ready, c.readBy)
			}
			continue
		}
		now := &c.parts[0]
		if c.lines < now.heard {
			c.await(c.readBy)
			continue
		}
		if ready := c.since.Add(now.pause); !Past(ready) {
			c.await(ready, c.readBy)
			continue
		}
		now.pause = 0 // it has begun
		n := 0
		if len(now.says) > 0 {
			n = copy(p, now.says[0])
			if now.says[0] = now.says[0][n:]; now.says[0] == "" {
				now.says = now.says[1:]
			}
		}
		if len(now.says) == 0 {
			c.parts, c.since, c.given = c.parts[1:], time.Now(), c.given+1
			if len(c.parts) == 0 && c.together && c.ends != nil {
				return n, c.fails(c.ends)
			}
		}
		return n, nil
	}
}

func (c *played) fails(err error) error {
	if c.failed < 0 {
		c.failed = c.now()
	}
	return err
}

func (c *played) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	if c.taking.IsZero() {
		c.taking = time.Now().Add(c.slow)
	}
	for {
		if err := c.usable("write", c.writeBy); err != nil {
			return 0, err
		}
		if Past(c.taking) {
			break
		}
		c.await(c.taking, c.writeBy)
	}
	if c.breaks != nil && c.heard.Len()+len(p) > c.breaksAfter {
		n := max(0, c.breaksAfter-c.heard.Len())
		c.heard.Write(p[:n])
		return n, c.fails(c.breaks)
	}
	c.heard.Write(p)
	for range strings.Count(string(p), "\n") {
		c.lines++
		c.said = append(c.said, c.now())
		c.since, c.taking = time.Now(), time.Time{}
	}
	c.wake()
	return len(p), nil
}

// Close lets everybody else run before it returns: who closes in a goroutine of its own has not
// closed yet when it says that it has. It does not sleep, because it may be called with a lock held.
func (c *played) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	if c.closing {
		for !c.closed { // whoever has called Close knows that it is closed
			c.await()
		}
		return opError("close", net.ErrClosed)
	}
	c.closing, c.closes, c.closedAt = true, order.Add(1), c.now()
	c.wake()
	c.mu.Unlock()
	letOthersRun()
	c.mu.Lock()
	c.closed, c.gone = true, order.Add(1)
	c.wake()
	return c.closeFails
}

func letOthersRun() {
	for range 100 {
		runtime.Gosched()
	}
}

func (c *played) LocalAddr() net.Addr  { return &net.UnixAddr{Net: "unix"} }
func (c *played) RemoteAddr() net.Addr { return &net.UnixAddr{Net: "unix"} }

func (c *played) SetDeadline(t time.Time) error      { return c.setDeadlines(t, &c.readBy, &c.writeBy) }
func (c *played) SetReadDeadline(t time.Time) error  { return c.setDeadlines(t, &c.readBy) }
func (c *played) SetWriteDeadline(t time.Time) error { return c.setDeadlines(t, &c.writeBy) }

func (c *played) setDeadlines(t time.Time, which ...*time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	if c.closing {
		return opError("set", net.ErrClosed)
	}
	for _, by := range which {
		*by = t
	}
	c.wake()
	return nil
}

// seen is what has happened on a connection.
type seen struct {
	heard        string
	said         []time.Duration // when each line was written to its end
	given, calls int
	open         bool          // Close has not returned
	closedAt     time.Duration // when Close was called; -1: never
	closes, gone int64
	failed       time.Duration
}

func (c *played) seen() seen {
	c.mu.Lock()
	defer c.mu.Unlock()
	return seen{
		c.heard.String(), slices.Clone(c.said), c.given, c.calls, !c.closed, c.closedAt, c.closes, c.gone, c.failed,
	}
}

// sameMoment reports whether something happened at a moment, or as soon after it as it can.
func sameMoment(at, due time.Duration) bool { return at >= due && at <= due+soon }

// when says when something was, for a story; a negative time is never.
func when(t time.Duration) string {
	if t < 0 {
		return In("never", "没有")
	}
	return fmt.Sprintf(In("after %s", "%s 之后"), cmp.Or(t.String(), "0s"))
}

// after says how long after something else something comes, in front of a sentence; "" if at once.
func after(t time.Duration) string {
	if t == 0 {
		return ""
	}
	return fmt.Sprintf(In("%s later ", "%s 后 "), t)
}

// taking says how long something takes, behind a sentence.
func taking(t time.Duration) string {
	if t == 0 {
		return ""
	}
	return fmt.Sprintf(In(", after %s", "，要 %s"), t)
}

// short is a text as a story tells it.
func short(text string) string {
	const most = 24
	if len(text) <= most {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf(In("%q… (%d bytes)", "%q……（%d 字节）"), text[:most/2], len(text))
}

// loss is why a connection fails.
type loss struct {
	Err  error
	name string
}

func (l loss) String() string { return l.name }

// lost is why a connection fails: it is reset, one time in two.
func lost(d *scene.Dice) loss {
	if d.Sometimes() {
		trouble := d.Trouble()
		return loss{trouble.Err, trouble.String()}
	}
	return loss{opError("read", os.NewSyscallError("read", ConnectionReset)), "ECONNRESET"}
}
