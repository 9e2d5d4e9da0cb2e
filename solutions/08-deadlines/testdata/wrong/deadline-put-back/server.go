// Wrong: puts the deadline back twenty times a second, and lets handler move it in between.
// fails: earlier-both, stays-over, handle-scenes
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
	stop, stopped := make(chan struct{}), make(chan struct{})
	defer func() {
		close(stop)
		<-stopped
	}()
	go func() {
		defer close(stopped)
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				conn.SetDeadline(end)
			case <-stop:
				return
			}
		}
	}()
	err := handler(conn)
	if !time.Now().Before(end) {
		return errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
}
