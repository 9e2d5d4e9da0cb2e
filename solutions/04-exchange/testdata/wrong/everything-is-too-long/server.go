// Wrong: adds ErrTooLong to every error of its own.
// fails: greet-scenes
// breaks: greet-failure
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", fmt.Errorf("send the greeting: %w", err)
	}
	heard, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if len(heard) > limit {
		return "", fmt.Errorf("%w: limit %d bytes", ErrTooLong, limit)
	}
	if err != nil {
		return "", errors.Join(ErrTooLong, err)
	}
	return string(heard), nil
}
