// Wrong: cuts a long reply off at the limit and says nothing of it.
// fails: over-limit, never-stops, greet-scenes
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
	heard, err := io.ReadAll(io.LimitReader(conn, int64(limit)))
	return string(heard), err
}
