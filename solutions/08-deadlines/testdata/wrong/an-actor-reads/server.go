// Wrong: has one goroutine do everything on the connection, one thing after the other.
// fails: both-at-once
// breaks: several-goroutines
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

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	_ = conn.SetDeadline(end)
	todo, gone := make(chan func()), make(chan struct{})
	go func() {
		defer close(gone)
		for do := range todo {
			do()
		}
	}()
	defer func() {
		close(todo)
		<-gone
		_ = conn.SetDeadline(time.Time{})
	}()
	err := handler(actor{limited{conn, end}, todo})
	if !time.Now().Before(end) {
		err = errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
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

// actor is a connection on which one goroutine does everything.
type actor struct {
	limited
	todo chan<- func()
}

// do has the goroutine do something, and waits for it.
func (a actor) do(what func()) {
	done := make(chan struct{})
	a.todo <- func() { what(); close(done) }
	<-done
}

func (a actor) Read(p []byte) (n int, err error) {
	a.do(func() { n, err = a.limited.Read(p) })
	return n, err
}

func (a actor) Write(p []byte) (n int, err error) {
	a.do(func() { n, err = a.limited.Write(p) })
	return n, err
}

func (a actor) SetDeadline(t time.Time) (err error) {
	a.do(func() { err = a.limited.SetDeadline(t) })
	return err
}

func (a actor) SetReadDeadline(t time.Time) (err error) {
	a.do(func() { err = a.limited.SetReadDeadline(t) })
	return err
}

func (a actor) SetWriteDeadline(t time.Time) (err error) {
	a.do(func() { err = a.limited.SetWriteDeadline(t) })
	return err
}
