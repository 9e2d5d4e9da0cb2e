// Wrong: waits for time.After instead of setting a deadline, and leaves a goroutine behind in Read.
// fails: nobody-reads, read-scenes
// breaks: used-on
package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	type result struct {
		n   int
		err error
	}
	for n < len(p) {
		read := make(chan result, 1)
		go func() {
			n, err := conn.Read(p[n:])
			read <- result{n, err}
		}()
		select {
		case got := <-read:
			n += got.n
			if n == len(p) {
				return n, nil
			}
			if got.err == io.EOF && n > 0 {
				return n, io.ErrUnexpectedEOF
			}
			if got.err != nil {
				return n, got.err
			}
		case <-time.After(idle):
			return n, os.ErrDeadlineExceeded
		}
	}
	return n, nil
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	end := time.Now().Add(total)
	conn.SetDeadline(end)
	defer conn.SetDeadline(time.Time{})
	err := handler(limited{conn, end})
	if !time.Now().Before(end) {
		return errors.Join(os.ErrDeadlineExceeded, err)
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
