// Right: speaks and listens in two goroutines; the listener begins when the greeting has been sent.
package exchange

import (
	"bytes"
	"errors"
	"io"
	"math"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	said, heard := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := conn.Write([]byte(greeting))
		said <- err
	}()
	var reply bytes.Buffer
	go func() {
		if err := <-said; err != nil {
			heard <- err
			return
		}
		from := io.Reader(conn)
		if limit < math.MaxInt {
			from = io.LimitReader(conn, int64(limit)+1)
		}
		_, err := io.Copy(&reply, from)
		if reply.Len() > limit {
			err = ErrTooLong
		}
		heard <- err
	}()
	if err := <-heard; err != nil {
		return "", err
	}
	return reply.String(), nil
}
