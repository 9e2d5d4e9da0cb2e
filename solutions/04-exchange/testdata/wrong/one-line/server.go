// Wrong: takes a line for the reply.
// fails: reply-lines
// breaks: until-the-end
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
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(io.LimitReader(conn, int64(limit)+1)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	if len(line) > limit {
		return "", ErrTooLong
	}
	return line, nil
}
