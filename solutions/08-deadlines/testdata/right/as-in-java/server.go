// Right: exceptions and a socket class, as in Java.
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// thrown is what a socket throws.
type thrown struct{ error }

// socket reads as java.net.Socket does: with a time limit for each read, and exceptions.
type socket struct {
	conn      net.Conn
	soTimeout time.Duration
	by        time.Time
}

func (s *socket) read(p []byte) int {
	_ = s.conn.SetReadDeadline(s.by)
	n, err := s.conn.Read(p)
	if n > 0 {
		s.by = time.Now().Add(s.soTimeout)
		return n
	}
	if err == io.EOF {
		return -1
	}
	if err != nil {
		panic(thrown{err})
	}
	return 0
}

func (s *socket) close() { _ = s.conn.SetReadDeadline(time.Time{}) }

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	s := &socket{conn, idle, time.Now().Add(idle)}
	defer s.close()
	defer func() {
		switch v := recover().(type) {
		case nil:
		case thrown:
			err = v.error
		default:
			panic(v)
		}
	}()
	for n < len(p) {
		k := s.read(p[n:])
		if k < 0 && n == 0 {
			return 0, io.EOF
		}
		if k < 0 {
			return n, io.ErrUnexpectedEOF
		}
		n += k
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
