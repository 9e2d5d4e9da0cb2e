// Wrong: hands a reset on by name and tells of every other lost greeting in words.
// fails: greet-scenes
// breaks: greet-failure
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		if errors.Is(err, syscall.ECONNRESET) {
			return "", err
		}
		return "", errors.New("send the greeting: " + err.Error())
	}
	heard, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if len(heard) > limit {
		return "", fmt.Errorf("%w: limit %d bytes", ErrTooLong, limit)
	}
	if err != nil {
		return "", fmt.Errorf("read the reply: %w", err)
	}
	return string(heard), nil
}
