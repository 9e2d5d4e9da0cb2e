// Package deadlines is lesson 08: how long a program waits, for a peer that says nothing,
// for one that never stops, and for one that does not listen.
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// ReadIdle fills p with what the peer sends, and returns as soon as p is full. The peer may
// be silent for at most idle at a time: the wait begins with the call, and anew with every
// byte that comes, however long it takes to fill p. n is how many bytes of p have come, and
// they are kept, whatever the error; err is nil when that is all of p, and then only.
// Otherwise errors.Is finds in it what happened, and nothing else:
//
//   - the peer was silent for idle: os.ErrDeadlineExceeded;
//   - the peer finished before p was full: io.EOF if nothing came, io.ErrUnexpectedEOF if
//     something did;
//   - conn failed: its own reason.
//
// Nothing is taken from conn that p has no room for. A read deadline that conn has from
// before does not count. When ReadIdle returns, with or without an error, conn has no read
// deadline and can be used on, and nobody reads from it any more. Its write deadline is left
// as it is.
//
// The caller sees to it that idle is above 0, and that conn's Read returns at least one byte
// or an error.
//
// TCP itself has no such limit: a connection on which nobody speaks stays open (RFC 9293
// §3.8.4).
func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	// An error here means that conn is closed, and then a deadline is of no importance.
	defer func() { _ = conn.SetReadDeadline(time.Time{}) }()
	return io.ReadFull(idleReader{conn, idle}, p)
}

// idleReader reads from a connection, and waits for at most idle in each Read.
type idleReader struct {
	conn net.Conn
	idle time.Duration
}

func (r idleReader) Read(p []byte) (int, error) {
	// A deadline is a moment and not a duration: it has to be set again for every Read.
	// If it cannot be set, conn is closed, and Read says so.
	_ = r.conn.SetReadDeadline(time.Now().Add(r.idle))
	return r.conn.Read(p)
}

// HandleWithin calls handler once, with a connection that stands for conn, and returns when
// handler has. That connection's methods do and return what conn's do, but for deadlines:
// all that handler reads and writes has to be done within total, counted from the call. When
// total is over, the Read or Write that is waiting fails, and so does every later one, at
// once, with an error in which errors.Is finds os.ErrDeadlineExceeded.
//
// handler may set deadlines of its own, again and again, from several goroutines if it likes.
// In each direction the last one holds if it is earlier than the end of total; a later one,
// or none, means the end of total. Deadlines that conn has from before do not count.
//
// handler's error is returned, itself or wrapped. If total is over when handler returns, be
// it in this very moment, errors.Is also finds os.ErrDeadlineExceeded, whatever handler says,
// nil included; earlier, only what handler says counts. handler's panic goes through, with
// its value. In every case conn is left without a deadline, and open, unless handler has
// closed it, which is no error.
//
// ReadIdle and HandleWithin may be at work for many connections at the same time. The caller
// sees to it that conn is open, that total is above 0, and that handler is done with its
// connection when it returns.
func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	_ = conn.SetDeadline(end) // conn is open
	// An error here means that handler has closed conn.
	defer func() { _ = conn.SetDeadline(time.Time{}) }()

	err := handler(limited{conn, end})
	switch {
	case time.Now().Before(end), errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case err != nil:
		return fmt.Errorf("%w after %v: %w", os.ErrDeadlineExceeded, total, err)
	}
	return fmt.Errorf("%w after %v", os.ErrDeadlineExceeded, total)
}

// limited is a connection whose deadlines never lie beyond end. It holds no state of its
// own, so it may be used by several goroutines, as every net.Conn may.
type limited struct {
	net.Conn
	end time.Time
}

func (c limited) SetDeadline(t time.Time) error      { return c.Conn.SetDeadline(c.atMost(t)) }
func (c limited) SetReadDeadline(t time.Time) error  { return c.Conn.SetReadDeadline(c.atMost(t)) }
func (c limited) SetWriteDeadline(t time.Time) error { return c.Conn.SetWriteDeadline(c.atMost(t)) }

// atMost is the deadline t, but end if t is later or, being the zero time, no deadline.
func (c limited) atMost(t time.Time) time.Time {
	if t.IsZero() || t.After(c.end) {
		return c.end
	}
	return t
}
