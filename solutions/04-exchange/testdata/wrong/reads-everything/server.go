// Wrong: reads to the end, however far that is, and looks at the limit afterwards.
// fails: never-stops
// breaks: too-long
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
	heard, err := io.ReadAll(conn)
	if err != nil {
		return "", err
	}
	if len(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), nil
}
