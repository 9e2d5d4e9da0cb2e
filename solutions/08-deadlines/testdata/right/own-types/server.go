// Right: layers of own types around every connection.
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
	defer conn.SetReadDeadline(time.Time{})
	return io.ReadFull(&idleConn{Conn: counting{conn, new(int64)}, idle: idle, by: time.Now().Add(idle)}, p)
}

// counting is a connection that counts what it reads.
type counting struct {
	net.Conn
	in *int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	*c.in += int64(n)
	return n, err
}

// idleConn is a connection whose reads end when by has come.
type idleConn struct {
	net.Conn
	idle time.Duration
	by   time.Time
}

func (c *idleConn) Read(p []byte) (int, error) {
	c.Conn.SetReadDeadline(c.by)
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.by = time.Now().Add(c.idle)
	}
	return n, err
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
