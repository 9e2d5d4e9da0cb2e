// Right: a goroutine owns the deadlines, and everybody asks it to set them: no lock.
package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
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

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) (err error) {
	end := time.Now().Add(total)
	c := &owned{Conn: conn, wishes: make(chan wish), over: make(chan struct{})}
	gone := make(chan struct{})
	_ = conn.SetDeadline(end)
	go func() { // the owner
		defer close(gone)
		for {
			select {
			case w := <-c.wishes:
				if w.t.IsZero() || w.t.After(end) {
					w.t = end
				}
				w.said <- w.set(w.t)
			case <-c.over:
				return
			}
		}
	}()
	defer func() {
		close(c.over)
		<-gone
		_ = conn.SetDeadline(time.Time{})
	}()
	err = handler(c)
	if !time.Now().Before(end) {
		err = errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
}

// wish is a deadline that somebody wants to be set.
type wish struct {
	set  func(time.Time) error
	t    time.Time
	said chan error
}

// owned is a connection whose deadlines the owner sets.
type owned struct {
	net.Conn
	wishes chan wish
	over   chan struct{}
}

func (c *owned) ask(set func(time.Time) error, t time.Time) error {
	w := wish{set, t, make(chan error, 1)}
	select {
	case c.wishes <- w:
		return <-w.said
	case <-c.over:
		return net.ErrClosed
	}
}

func (c *owned) SetDeadline(t time.Time) error      { return c.ask(c.Conn.SetDeadline, t) }
func (c *owned) SetReadDeadline(t time.Time) error  { return c.ask(c.Conn.SetReadDeadline, t) }
func (c *owned) SetWriteDeadline(t time.Time) error { return c.ask(c.Conn.SetWriteDeadline, t) }
