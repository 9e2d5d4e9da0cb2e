// Wrong: knows better: nobody says more than a MiB.
// fails: huge-limit
// breaks: limit
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	limit = min(limit, 1<<20)
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", fmt.Errorf("send the greeting: %w", err)
	}
	heard, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if len(heard) > limit {
		return "", fmt.Errorf("%w: %d", ErrTooLong, limit)
	}
	if err != nil {
		return "", fmt.Errorf("read the reply: %w", err)
	}
	return string(heard), nil
}
