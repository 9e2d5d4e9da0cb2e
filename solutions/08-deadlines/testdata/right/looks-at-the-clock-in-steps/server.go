// Right: waits in steps of a minute, and looks at the clock after each.
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
	last := time.Now()
	for n < len(p) {
		began, step := time.Now(), min(time.Minute, time.Until(last.Add(idle)))
		conn.SetReadDeadline(began.Add(step))
		more, err := conn.Read(p[n:])
		if n += more; more > 0 {
			last = time.Now()
		}
		switch {
		case n == len(p):
			return n, nil
		case errors.Is(err, os.ErrDeadlineExceeded) && time.Since(began) >= step && time.Since(last) < idle:
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
