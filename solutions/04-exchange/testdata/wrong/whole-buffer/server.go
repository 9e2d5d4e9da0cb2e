// Wrong: returns the whole buffer, with the zeros that nobody said.
// fails: reply-at-once
// breaks: whole-reply
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
	buf := make([]byte, 1024)
	n, err := conn.Read(buf)
	if err != nil && err != io.EOF {
		return "", err
	}
	if n > limit {
		return "", ErrTooLong
	}
	return string(buf), nil
}
