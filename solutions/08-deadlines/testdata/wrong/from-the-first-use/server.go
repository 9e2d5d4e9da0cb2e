// Wrong: counts total from the moment when handler first reads or writes.
// fails: handle-scenes
// breaks: within-total
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	defer func() { _ = conn.SetReadDeadline(time.Time{}) }()
	return io.ReadFull(idleReader{conn, idle}, p)
}

// idleReader reads from a connection, and waits for at most idle in each Read.
type idleReader struct {
	conn net.Conn
	idle time.Duration
}

func (r idleReader) Read(p []byte) (int, error) {
	_ = r.conn.SetReadDeadline(time.Now().Add(r.idle))
	n, err := r.conn.Read(p)
	return n, err
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	c := &late{Conn: conn, total: total}
	_ = conn.SetDeadline(time.Time{})
	defer func() { _ = conn.SetDeadline(time.Time{}) }()

	err := handler(c)
	end := c.begin()
	switch {
	case time.Now().Before(end), errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case err != nil:
		return fmt.Errorf("%w after %v: %w", os.ErrDeadlineExceeded, total, err)
	}
	return fmt.Errorf("%w after %v", os.ErrDeadlineExceeded, total)
}

type late struct {
	net.Conn
	total time.Duration
	once  sync.Once
	limited
}

func (c *late) begin() time.Time {
	c.once.Do(func() {
		c.limited = limited{c.Conn, time.Now().Add(c.total)}
		_ = c.Conn.SetDeadline(c.limited.end)
	})
	return c.limited.end
}

func (c *late) Read(p []byte) (int, error)         { c.begin(); return c.Conn.Read(p) }
func (c *late) Write(p []byte) (int, error)        { c.begin(); return c.Conn.Write(p) }
func (c *late) Close() error                       { return c.Conn.Close() }
func (c *late) LocalAddr() net.Addr                { return c.Conn.LocalAddr() }
func (c *late) RemoteAddr() net.Addr               { return c.Conn.RemoteAddr() }
func (c *late) SetDeadline(t time.Time) error      { c.begin(); return c.limited.SetDeadline(t) }
func (c *late) SetReadDeadline(t time.Time) error  { c.begin(); return c.limited.SetReadDeadline(t) }
func (c *late) SetWriteDeadline(t time.Time) error { c.begin(); return c.limited.SetWriteDeadline(t) }

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
