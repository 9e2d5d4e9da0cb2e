// Wrong: gives every Read and Write the whole of total.
// fails: read-deadline, no-read-deadline, earlier-both
// breaks: later-means-total
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
	defer conn.SetDeadline(time.Time{})
	return handler(renewed{conn, total})
}

type renewed struct {
	net.Conn
	total time.Duration
}

func (c renewed) Read(p []byte) (int, error) {
	c.SetReadDeadline(time.Now().Add(c.total))
	return c.Conn.Read(p)
}

func (c renewed) Write(p []byte) (int, error) {
	c.SetWriteDeadline(time.Now().Add(c.total))
	return c.Conn.Write(p)
}
