// Wrong: ends the wait with a timer, and leaves an old deadline where it is.
// fails: read-scenes
// breaks: old-read-deadline
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	timer := time.AfterFunc(idle, func() { _ = conn.SetReadDeadline(time.Unix(1, 0)) })
	defer func() {
		timer.Stop()
		_ = conn.SetReadDeadline(time.Time{})
	}()
	for n < len(p) {
		more, err := conn.Read(p[n:])
		n += more
		timer.Reset(idle)
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
