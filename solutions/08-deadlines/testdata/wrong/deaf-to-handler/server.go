// Wrong: ignores the deadlines that handler sets.
// fails: earlier-both, both-at-once, handle-scenes
// breaks: last-one-holds
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

func (limited) SetDeadline(time.Time) error      { return nil }
func (limited) SetReadDeadline(time.Time) error  { return nil }
func (limited) SetWriteDeadline(time.Time) error { return nil }
