package relay_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/onsi/gomega/types"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// side is one of the connections that a relay joins. Its peer is played step by step, in virtual
// time: what it says, whether it listens, how it ends. A Write to one who does not listen waits. It
// may be used by several goroutines, heeds deadlines, and returns errors just as they are given.
type side struct {
	mu         sync.Mutex
	pieces     []piece
	speech     int  // bytes that it goes on to say behind the pieces
	deaf       bool // a Write waits
	heard      strings.Builder
	breaks     error // what a Write of more than room bytes returns
	room       int
	cannotHalf error // what CloseWrite returns
	taken      int   // bytes that were read
	waits      int   // Reads and Writes that are waiting
	linger     int   // as SetLinger was called last; -1: not at all
	shown      shown
	readBy     time.Time
	writeBy    time.Time
	changed    chan struct{} // closed when anything above changes
}

// shown is what a side's connection has shown of itself to the relay, and when.
type shown struct {
	end        error     // that a Read returned: io.EOF or a failure
	endAt      time.Time // when
	failure    error     // the first that a Read, a Write or a CloseWrite returned
	failedAt   time.Time
	read       time.Time // the last Read that moved bytes
	written    time.Time // the last Write that moved bytes
	halved     bool      // CloseWrite was called
	finished   bool      // that, or Close
	finishedAt time.Time
	closed     bool
	closedAt   time.Time
	torn       bool // it was closed with a RST
}

// piece is what one Read brings.
type piece struct {
	words string
	err   error
}

func newSide() *side { return &side{linger: -1, changed: make(chan struct{})} }

// asConn is the side as a relay gets it.
func (c *side) asConn() relay.Conn { return Lend(c).(relay.Conn) }

// change lets everybody who waits look again.
func (c *side) change(how func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	how()
	c.wake()
}

// wake is change for who holds mu.
func (c *side) wake() {
	if c.waits > 0 {
		close(c.changed)
		c.changed = make(chan struct{})
	}
}

// says has one Read bring each of the pieces.
func (c *side) says(pieces ...string) {
	c.change(func() {
		for _, words := range pieces {
			c.pieces = append(c.pieces, piece{words, nil})
		}
	})
}

// ends has a Read bring err, with the last words or without any.
func (c *side) ends(words string, err error) {
	c.change(func() { c.pieces = append(c.pieces, piece{words, err}) })
}

// finishes has the peer say that it has finished.
func (c *side) finishes() { c.ends("", io.EOF) }

// speaksOn has the peer go on to speak, for so many bytes.
func (c *side) speaksOn(bytes int) { c.change(func() { c.speech = bytes }) }

// listens opens or shuts the peer's ear.
func (c *side) listens(open bool) { c.change(func() { c.deaf = !open }) }

// fails has every Write fail from now on that brings more than so many bytes, which are taken.
func (c *side) fails(err error, after int) { c.change(func() { c.breaks, c.room = err, after }) }

// wait waits until try has succeeded, which is asked again after every change, or by has come. The
// caller holds mu.
func (c *side) wait(by *time.Time, try func() bool) (late bool) {
	for !try() {
		changed, deadline := c.changed, *by
		if Past(deadline) {
			return true
		}
		c.waits++
		c.mu.Unlock()
		Await(changed, deadline)
		c.mu.Lock()
		c.waits--
	}
	return false
}

func (c *side) Read(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(p) == 0 {
		return 0, nil
	}
	late := c.wait(&c.readBy, func() bool {
		switch {
		case c.shown.closed:
			err = closed("read")
		case Past(c.readBy):
			return false
		case len(c.pieces) > 0:
			n, err = c.take(p)
		case c.speech > 0:
			n = min(len(p), c.speech)
			copy(p, bytes.Repeat([]byte("x"), n))
			c.speech -= n
		default:
			return false
		}
		return true
	})
	if late {
		return 0, os.ErrDeadlineExceeded
	}
	if c.taken += n; n > 0 {
		c.shown.read = time.Now()
	}
	return n, err
}

// take reads the next piece, or as much of it as there is room for. The caller holds mu.
func (c *side) take(p []byte) (n int, err error) {
	now := &c.pieces[0]
	n = copy(p, now.words)
	if now.words = now.words[n:]; now.words != "" {
		return n, nil
	}
	if err = now.err; err == nil {
		c.pieces = c.pieces[1:]
		return n, nil
	}
	if c.shown.end == nil { // and it stays
		c.shown.end, c.shown.endAt = err, time.Now()
	}
	if err != io.EOF {
		c.failed(err)
	}
	return n, err
}

// failed notes a failure that the relay now knows of. The caller holds mu.
func (c *side) failed(err error) {
	if c.shown.failure == nil && !c.shown.closed {
		c.shown.failure, c.shown.failedAt = err, time.Now()
	}
}

func (c *side) Write(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	late := c.wait(&c.writeBy, func() bool {
		switch {
		case c.shown.finished:
			err = closed("write")
		case len(p) == 0: // nothing is said, so nothing can fail
		case Past(c.writeBy):
			return false
		case c.breaks != nil && len(p) > c.room:
			n, err = c.room, c.breaks
			c.room = 0
			c.failed(err)
		case c.deaf:
			return false
		default:
			n = len(p)
			c.room = max(0, c.room-n)
		}
		return true
	})
	if late {
		return 0, os.ErrDeadlineExceeded
	}
	if c.heard.Write(p[:n]); n > 0 {
		c.shown.written = time.Now()
	}
	return n, err
}

// CloseWrite tells the peer that it has heard everything.
func (c *side) CloseWrite() (err error) {
	c.change(func() {
		if c.shown.closed {
			err = closed("shutdown")
			return
		}
		if err = c.cannotHalf; err != nil {
			c.failed(err)
		}
		c.shown.halved = true
		c.finish()
	})
	return err
}

// finish ends what is said to the peer. The caller holds mu.
func (c *side) finish() {
	if !c.shown.finished {
		c.shown.finished, c.shown.finishedAt = true, time.Now()
	}
}

// SetLinger says what Close tells the peer: 0 is a RST.
func (c *side) SetLinger(sec int) (err error) {
	c.change(func() {
		if c.shown.closed {
			err = closed("set")
			return
		}
		c.linger = sec
	})
	return err
}

// Close ends the connection in both directions.
func (c *side) Close() (err error) {
	c.change(func() {
		if c.shown.closed {
			err = closed("close")
			return
		}
		c.finish()
		c.shown.closed, c.shown.closedAt, c.shown.torn = true, time.Now(), c.linger == 0
	})
	return err
}

func (c *side) LocalAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1).To4(), Port: 7} }
func (c *side) RemoteAddr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 2).To4(), Port: 7777}
}

func (c *side) SetDeadline(t time.Time) error      { return c.bound(t, &c.readBy, &c.writeBy) }
func (c *side) SetReadDeadline(t time.Time) error  { return c.bound(t, &c.readBy) }
func (c *side) SetWriteDeadline(t time.Time) error { return c.bound(t, &c.writeBy) }

func (c *side) bound(t time.Time, which ...*time.Time) (err error) {
	c.change(func() {
		if c.shown.closed {
			err = closed("set")
			return
		}
		for _, by := range which {
			*by = t
		}
	})
	return err
}

// closed is what a closed connection returns.
func closed(op string) error { return &net.OpError{Op: op, Net: "tcp", Err: net.ErrClosed} }

// look is what has become of a side up to now.
type look struct {
	shown
	heard string
	taken int
}

func (c *side) look() look {
	c.mu.Lock()
	defer c.mu.Unlock()
	return look{c.shown, c.heard.String(), c.taken}
}

// BeTornDown succeeds if the connection's peer has ended it with a RST.
func BeTornDown() types.GomegaMatcher {
	return Matcher(func(conn net.Conn) (bool, string) {
		defer Bounded(conn.SetReadDeadline)()
		rest, err := io.ReadAll(conn)
		NoteTimeout(err)
		switch {
		case errors.Is(err, ConnectionReset):
			return true, ""
		case err == nil:
			return false, fmt.Sprintf(In("the peer read: %d bytes, then a FIN", "对端读到：%d 字节，然后是 FIN"), len(rest))
		}
		return false, OneLine(err)
	})
}
