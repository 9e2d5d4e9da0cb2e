// Right: a timer, wound up again for every byte, sets a deadline in the past; the wrapper applies its deadlines at each Read and Write.
package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (int, error) {
	var mu sync.Mutex
	over := false
	timer := time.AfterFunc(idle, func() {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			conn.SetReadDeadline(time.Now())
		}
	})
	conn.SetReadDeadline(time.Time{})
	defer func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		over = true
		conn.SetReadDeadline(time.Time{})
	}()
	n := 0
	for n < len(p) {
		more, err := conn.Read(p[n:])
		n += more
		timer.Reset(idle)
		if n == len(p) {
			return n, nil
		}
		if err == io.EOF && n > 0 {
			return n, io.ErrUnexpectedEOF
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	within := &timed{Conn: conn, end: time.Now().Add(total)}
	within.SetDeadline(within.end)
	defer conn.SetDeadline(time.Time{})
	err := handler(within)
	if !time.Now().Before(within.end) && !errors.Is(err, os.ErrDeadlineExceeded) {
		if err == nil {
			return os.ErrDeadlineExceeded
		}
		return &late{err}
	}
	return err
}

// late is an error that came when time was up.
type late struct{ error }

func (l *late) Unwrap() []error { return []error{os.ErrDeadlineExceeded, l.error} }

// timed remembers the deadlines that were asked for.
type timed struct {
	net.Conn
	end time.Time

	mu          sync.Mutex
	read, write time.Time
}

func (c *timed) Read(p []byte) (int, error) {
	if err := c.apply(); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

func (c *timed) Write(p []byte) (int, error) {
	if err := c.apply(); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

func (c *timed) apply() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return errors.Join(c.Conn.SetReadDeadline(c.read), c.Conn.SetWriteDeadline(c.write))
}

func (c *timed) set(t time.Time, which ...*time.Time) error {
	if t.IsZero() || c.end.Before(t) {
		t = c.end
	}
	c.mu.Lock()
	for _, by := range which {
		*by = t
	}
	c.mu.Unlock()
	return c.apply()
}

func (c *timed) SetDeadline(t time.Time) error      { return c.set(t, &c.read, &c.write) }
func (c *timed) SetReadDeadline(t time.Time) error  { return c.set(t, &c.read) }
func (c *timed) SetWriteDeadline(t time.Time) error { return c.set(t, &c.write) }
