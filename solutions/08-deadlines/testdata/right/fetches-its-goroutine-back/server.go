// Right: a goroutine reads; when time is up, a deadline in the past fetches it back; handler runs in a goroutine as well, and its panic is carried over.
package deadlines

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (int, error) {
	conn.SetReadDeadline(time.Time{})
	defer conn.SetReadDeadline(time.Time{})
	type result struct {
		n   int
		err error
	}
	for n := 0; ; {
		if n == len(p) {
			return n, nil
		}
		read := make(chan result)
		go func() {
			m, err := conn.Read(p[n:])
			read <- result{m, err}
		}()
		var got result
		timer := time.NewTimer(idle)
		select {
		case got = <-read:
		case <-timer.C:
			conn.SetReadDeadline(time.Unix(0, 1))
			got = <-read
		}
		timer.Stop()
		n += got.n
		switch {
		case n == len(p) || got.err == nil:
		case got.err == io.EOF && n > 0:
			return n, fmt.Errorf("after %d bytes: %w", n, io.ErrUnexpectedEOF)
		default:
			return n, got.err
		}
	}
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	conn.SetDeadline(end)
	defer conn.SetDeadline(time.Time{})
	thrown, done := make(chan any, 1), make(chan error, 1)
	go func() {
		defer close(done)
		defer func() { thrown <- recover() }()
		done <- handler(limited{conn, end})
	}()
	v, err := <-thrown, <-done
	if v != nil {
		panic(v)
	}
	if time.Until(end) <= 0 {
		return fmt.Errorf("out of time: %w", errors.Join(err, os.ErrDeadlineExceeded))
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

func (c limited) atMost(t time.Time) time.Time {
	if t.IsZero() || t.After(c.end) {
		return c.end
	}
	return t
}
