// Wrong: closes a connection that its caller still needs.
// fails: server-stays
// breaks: greet-leaves-open
package exchange

import (
	"errors"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	defer conn.Close()
	if _, err := io.WriteString(conn, greeting); err != nil {
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
