// Wrong: counts the bytes, but lets every Read write at the front of the buffer.
// fails: reply-in-bytes
// breaks: whole-reply
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
	buf := make([]byte, limit+1)
	total := 0
	for total <= limit {
		n, err := conn.Read(buf)
		total += n
		if err == io.EOF {
			return string(buf[:total]), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", ErrTooLong
}
