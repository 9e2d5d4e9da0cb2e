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

// ReadIdle fills p with what the peer sends. The peer may be silent for at most idle at a
// time: every byte that comes starts the wait anew, however long it takes to fill p. n is
// how many bytes of p have come; err is nil when that is all of p, and then only. The bytes
// that came are kept, whatever the error:
//
//   - the peer was silent for idle: errors.Is finds os.ErrDeadlineExceeded;
//   - the peer finished before p was full: io.EOF if nothing came, io.ErrUnexpectedEOF if
//     something did;
//   - conn failed: errors.Is finds its reason.
//
// A read deadline that conn has from before does not count. When ReadIdle returns, conn has
// no read deadline and can be used on, also after a timeout, and nobody reads from it any
// more. Its write deadline is left as it is.
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
	if err := r.conn.SetReadDeadline(time.Now().Add(r.idle)); err != nil {
		return 0, err
	}
	return r.conn.Read(p)
}

// HandleWithin calls handler with a connection that stands for conn, and returns when
// handler has. All that handler reads and writes has to be done within total, counted from
// the beginning: when total is over, the Read or Write that is waiting fails, and so does
// every later one, at once, with an error in which errors.Is finds os.ErrDeadlineExceeded.
//
// handler may set deadlines of its own, from several goroutines if it likes: an earlier one
// holds, and a later one, or none, means the end of total. Deadlines that conn has from
// before do not count.
//
// handler's error is returned, itself or wrapped. If total is over when handler returns,
// errors.Is also finds os.ErrDeadlineExceeded, whatever handler says, nil included.
// handler's panic goes through. In every case conn is left without a deadline, and open,
// unless handler has closed it, which is no error.
func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	if err := conn.SetDeadline(end); err != nil {
		return err
	}
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
	if t.IsZero() {
		return c.end
	}
	return earlier(t, c.end)
}

type comparer[T any] interface{ Compare(T) int }

func earlier[T comparer[T]](a, b T) T {
	if a.Compare(b) > 0 {
		return b
	}
	return a
}
