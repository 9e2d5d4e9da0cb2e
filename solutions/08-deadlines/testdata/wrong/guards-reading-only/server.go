// Wrong: sees to SetReadDeadline, and lets the two other methods pass.
// fails: later-write-deadline, stays-over, handle-scenes
// breaks: later-means-total
package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	defer conn.SetReadDeadline(time.Time{})
	for n < len(p) && err == nil {
		var more int
		conn.SetReadDeadline(time.Now().Add(idle))
		more, err = conn.Read(p[n:])
		n += more
	}
	switch {
	case n == len(p):
		err = nil
	case err == io.EOF && n > 0:
		err = io.ErrUnexpectedEOF
	}
	return n, err
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

type limited struct {
	net.Conn
	end time.Time
}

func (c limited) SetReadDeadline(t time.Time) error {
	if t.IsZero() || t.After(c.end) {
		t = c.end
	}
	return c.Conn.SetReadDeadline(t)
}
