// Wrong: writes into a buffer and never flushes it.
// fails: speaks-first, greeting-verbatim, greeting-lost
// breaks: speaks-first
package exchange

import (
	"bufio"
	"errors"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	w := bufio.NewWriter(conn)
	if _, err := w.WriteString(greeting); err != nil {
		return "", err
	}
	heard, err := io.ReadAll(io.LimitReader(conn, int64(limit)+1))
	if err != nil {
		return "", err
	}
	if len(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), nil
}
