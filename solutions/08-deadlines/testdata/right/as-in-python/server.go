// Right: functions that are given what to do with a deadline on, as with-statements do, and a generator.
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// with does something with the read deadline on, and takes it away again.
func with(conn net.Conn, by time.Time, do func() error) error {
	defer func() { _ = conn.SetReadDeadline(time.Time{}) }()
	_ = conn.SetReadDeadline(by)
	return do()
}

// pieces yields what comes, however little, and what ended it.
func pieces(conn net.Conn, p []byte, idle time.Duration) func(func(int, error) bool) {
	return func(yield func(int, error) bool) {
		by := time.Now().Add(idle)
		for len(p) > 0 {
			var n int
			err := with(conn, by, func() (err error) {
				n, err = conn.Read(p)
				return err
			})
			if n > 0 {
				p, by = p[n:], time.Now().Add(idle)
			}
			if !yield(n, err) || err != nil {
				return
			}
		}
	}
}

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	_ = conn.SetReadDeadline(time.Time{})
	for k, err := range pieces(conn, p, idle) {
		n += k
		switch {
		case n == len(p):
			return n, nil
		case err == io.EOF && n > 0:
			return n, io.ErrUnexpectedEOF
		case err != nil:
			return n, err
		}
	}
	return n, nil
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	_ = conn.SetDeadline(end)
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

// limited is a connection whose deadlines never lie beyond end.
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
