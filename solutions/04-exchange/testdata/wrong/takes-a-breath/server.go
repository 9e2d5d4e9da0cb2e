// Wrong: says half of the greeting, and waits for a sign of life before it says the rest.
// fails: speaks-first, server-long, greet-scenes
// breaks: speaks-first
package exchange

import (
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	half := len(greeting) / 2
	if _, err := io.WriteString(conn, greeting[:half]); err != nil {
		return "", err
	}
	first := make([]byte, 1)
	n, err := conn.Read(first)
	if err != nil && err != io.EOF {
		return "", err
	}
	if _, err := io.WriteString(conn, greeting[half:]); err != nil {
		return "", err
	}
	rest, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	heard := append(first[:n], rest...)
	if len(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), err
}
