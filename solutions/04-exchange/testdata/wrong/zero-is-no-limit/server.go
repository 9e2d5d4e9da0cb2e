// Wrong: takes the limit 0 for none.
// fails: greet-scenes
// breaks: limit
package exchange

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", fmt.Errorf("send the greeting: %w", err)
	}
	heard, err := io.ReadAll(io.LimitReader(conn, most(limit)))
	if limit > 0 && len(heard) > limit {
		return "", fmt.Errorf("%w: limit %d bytes", ErrTooLong, limit)
	}
	if err != nil {
		return "", fmt.Errorf("read the reply: %w", err)
	}
	return string(heard), nil
}

func most(limit int) int64 {
	if limit == 0 {
		return math.MaxInt64
	}
	return max(int64(limit), int64(limit)+1)
}
