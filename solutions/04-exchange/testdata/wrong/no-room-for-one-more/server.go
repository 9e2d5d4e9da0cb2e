// Wrong: has room for limit bytes, and when they are there, reads on into no room at all.
// fails: exactly-limit, over-limit, never-stops
// breaks: limit
package exchange

import (
	"errors"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	heard := make([]byte, limit)
	for got := 0; ; {
		n, err := conn.Read(heard[got:])
		got += n
		if got > limit {
			return "", ErrTooLong
		}
		if err == io.EOF {
			return string(heard[:got]), nil
		}
		if err != nil {
			return "", err
		}
	}
}
