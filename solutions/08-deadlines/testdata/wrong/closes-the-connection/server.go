// Wrong: closes the connection when total is over, and says that it was closed.
// fails: total, read-deadline, no-read-deadline
// breaks: within-total
package deadlines

import (
	"io"
	"net"
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
	timer := time.AfterFunc(total, func() { conn.Close() })
	defer timer.Stop()
	return handler(conn)
}
