// Wrong: sets the deadline, and gives handler the connection itself, which sets another.
// fails: read-deadline, no-read-deadline, later-write-deadline
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
	err := handler(conn)
	if !time.Now().Before(end) {
		return errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
}
