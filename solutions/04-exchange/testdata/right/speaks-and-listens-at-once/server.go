// Right: listens in a goroutine of its own from the start, with a buffer that forgets nothing.
package exchange

import (
	"bytes"
	"errors"
	"io"
	"net"
	"time"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	type outcome struct {
		reply string
		err   error
	}
	heard := make(chan outcome, 1)
	go func() {
		var reply bytes.Buffer
		n, err := io.Copy(&reply, io.LimitReader(conn, int64(limit)+1))
		if err == nil && n > int64(limit) {
			err = ErrTooLong
		}
		heard <- outcome{reply.String(), err}
	}()
	_, sending := conn.Write([]byte(greeting))
	if sending != nil {
		conn.SetReadDeadline(time.Now()) // so that nobody listens any more
	}
	got := <-heard
	conn.SetReadDeadline(time.Time{})
	if sending != nil {
		return "", sending
	}
	if got.err != nil {
		return "", got.err
	}
	return got.reply, nil
}
