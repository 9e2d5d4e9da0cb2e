// Wrong: ends the wait with a timer, once: handler sets a new deadline and goes on.
// fails: stays-over, handle-scenes
// breaks: fails-from-then-on
package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
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
	conn.SetDeadline(time.Time{})
	defer conn.SetDeadline(time.Time{})
	var over atomic.Bool
	timer := time.AfterFunc(total, func() {
		over.Store(true)
		conn.SetDeadline(time.Unix(1, 0))
	})
	defer timer.Stop()
	err := handler(conn)
	if over.Load() {
		return errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
}
