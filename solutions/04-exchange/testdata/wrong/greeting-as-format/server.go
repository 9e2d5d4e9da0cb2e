// Wrong: takes the greeting for a format.
// fails: greeting-verbatim
// breaks: greeting-sent
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := fmt.Fprintf(conn, greeting); err != nil {
		return "", err
	}
	heard, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if err != nil {
		return "", err
	}
	if len(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), nil
}
