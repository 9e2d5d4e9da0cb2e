// Wrong: listens before it has spoken, while the client waits for the greeting.
// fails: speaks-first, huge-limit, server-long
// breaks: speaks-first
package exchange

import (
	"errors"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	heard, err := io.ReadAll(io.LimitReader(conn, int64(limit)+1))
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	if len(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), nil
}
