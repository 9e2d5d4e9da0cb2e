// Wrong: closes the connection when time is up, which nobody can use on then.
// fails: silence, partial, cleared-after-timeout
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
	timer := time.AfterFunc(idle, func() { conn.Close() })
	defer timer.Stop()
	for n < len(p) {
		more, err := conn.Read(p[n:])
		n += more
		timer.Reset(idle)
		if n == len(p) {
			break
		}
		if err == io.EOF && n > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
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
