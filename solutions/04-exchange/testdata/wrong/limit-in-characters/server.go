// Wrong: counts characters where the limit is in bytes.
// fails: huge-limit, over-limit, greet-scenes
// breaks: limit
package exchange

import (
	"errors"
	"io"
	"net"
	"unicode/utf8"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	heard, err := io.ReadAll(io.LimitReader(conn, int64(limit)*utf8.UTFMax+1))
	if err != nil {
		return "", err
	}
	if utf8.RuneCount(heard) > limit {
		return "", ErrTooLong
	}
	return string(heard), nil
}
