package room_test

import (
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	. "handshake/lessons/internal/kit/line"
)

// stranger is a connection whose other end a scene plays step by step, in virtual time: what it
// says, and whether it listens. A Write to one who does not listen waits. It can be half-closed,
// may be used by several goroutines, heeds deadlines, and returns errors just as they are given.
type stranger struct {
	addr net.Addr // the stranger's; nil: it has none

	mu         sync.Mutex
	pieces     []piece
	deaf       bool
	still      int // Writes that one who is deaf takes all the same
	offered    int // bytes that were passed to Write, heard or not
	heard      strings.Builder
	breaks     error // what Write returns instead of taking anything
	cannotHalf error // what CloseWrite returns
	reads      int   // Reads that are waiting
	finished   bool  // CloseWrite or Close was called
	closed     bool
	closedAt   time.Time
	deadlines  int // that were set and are no zero time
	readBy     time.Time
	writeBy    time.Time
	changed    chan struct{} // closed when anything above changes
}

// piece is what one Read brings.
type piece struct {
	words string
	err   error
}

// aStranger is the one with this number, who has an address of its own.
func aStranger(number int) *stranger {
	return &stranger{
		addr:    &net.TCPAddr{IP: net.IPv4(192, 0, 2, byte(number>>8)).To4(), Port: 1024 + number},
		changed: make(chan struct{}),
	}
}

// change lets everybody who waits look again.
func (c *stranger) change(how func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	how()
	close(c.changed)
	c.changed = make(chan struct{})
}

// says has one Read bring each of the pieces.
func (c *stranger) says(pieces ...string) {
	c.change(func() {
		for _, words := range pieces {
			c.pieces = append(c.pieces, piece{words, nil})
		}
	})
}

// ends has Read bring err: by itself, or with the last words that are still to be read.
func (c *stranger) ends(err error, atOnce bool) {
	c.change(func() {
		if last := len(c.pieces) - 1; atOnce && last >= 0 {
			c.pieces[last].err = err
			return
		}
		c.pieces = append(c.pieces, piece{"", err})
	})
}

// listens opens or shuts the stranger's ear.
func (c *stranger) listens(open bool) { c.change(func() { c.deaf = !open }) }

// fails has every Write fail from now on.
func (c *stranger) fails(err error) { c.change(func() { c.breaks = err }) }

// leaves has the stranger end what may still wait for it.
func (c *stranger) leaves() {
	c.change(func() { c.deaf, c.pieces = false, []piece{{"", io.EOF}} })
}

// wait waits until try has succeeded, which is asked again after every change, or by has come. The
// caller holds mu.
func (c *stranger) wait(by *time.Time, try func() bool) (late bool) {
	for !try() {
		changed, deadline := c.changed, *by
		if Past(deadline) {
			return true
		}
		c.mu.Unlock()
		Await(changed, deadline)
		c.mu.Lock()
	}
	return false
}

func (c *stranger) Read(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(p) == 0 {
		return 0, nil
	}
	c.reads++
	defer func() { c.reads-- }()
	late := c.wait(&c.readBy, func() bool {
		switch {
		case c.closed:
			err = net.ErrClosed
		case len(c.pieces) > 0:
			now := &c.pieces[0]
			n = copy(p, now.words)
			if now.words = now.words[n:]; now.words != "" {
				return true
			}
			err = now.err
			if err == nil || len(c.pieces) > 1 { // the end stays
				c.pieces = c.pieces[1:]
			}
		default:
			return false
		}
		return true
	})
	if late {
		return 0, os.ErrDeadlineExceeded
	}
	return n, err
}

func (c *stranger) Write(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offered += len(p)
	late := c.wait(&c.writeBy, func() bool {
		switch {
		case c.finished:
			err = net.ErrClosed
		case len(p) == 0: // nothing is said, so nothing can fail
		case c.breaks != nil:
			err = c.breaks
		case c.deaf && c.still == 0:
			return false
		default:
			n = len(p)
			c.heard.Write(p)
			c.still = max(0, c.still-1)
		}
		return true
	})
	if late {
		return 0, os.ErrDeadlineExceeded
	}
	return n, err
}

// CloseWrite ends what is said to the stranger.
func (c *stranger) CloseWrite() (err error) {
	c.change(func() {
		if err = c.cannotHalf; c.closed {
			err = net.ErrClosed
		}
		c.finished = true
	})
	return err
}

func (c *stranger) Close() (err error) {
	c.change(func() {
		if c.closed {
			err = net.ErrClosed
			return
		}
		c.finished, c.closed, c.closedAt = true, true, time.Now()
	})
	return err
}

func (c *stranger) LocalAddr() net.Addr  { return c.addr }
func (c *stranger) RemoteAddr() net.Addr { return c.addr }

func (c *stranger) SetDeadline(t time.Time) error      { return c.bound(t, &c.readBy, &c.writeBy) }
func (c *stranger) SetReadDeadline(t time.Time) error  { return c.bound(t, &c.readBy) }
func (c *stranger) SetWriteDeadline(t time.Time) error { return c.bound(t, &c.writeBy) }

func (c *stranger) bound(t time.Time, which ...*time.Time) (err error) {
	c.change(func() {
		if c.closed {
			err = net.ErrClosed
			return
		}
		if !t.IsZero() {
			c.deadlines++
		}
		for _, by := range which {
			*by = t
		}
	})
	return err
}

// look is what has become of a stranger up to now.
type look struct {
	heard            string
	offered          int
	finished, closed bool
	closedAt         time.Time
	deadlines        int
	reads            int
	unread           int // pieces
}

func (c *stranger) look() look {
	c.mu.Lock()
	defer c.mu.Unlock()
	return look{
		c.heard.String(), c.offered, c.finished, c.closed, c.closedAt, c.deadlines, c.reads, len(c.pieces),
	}
}
