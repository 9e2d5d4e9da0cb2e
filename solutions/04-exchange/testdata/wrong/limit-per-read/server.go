// Wrong: compares every single Read with the limit, and not their sum.
// fails: over-limit, greet-scenes
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
	var heard []byte
	buf := make([]byte, 1024)
	for {
		n, err := conn.Read(buf)
		if n > limit {
			return "", ErrTooLong
		}
		heard = append(heard, buf[:n]...)
		if err == io.EOF {
			return string(heard), nil
		}
		if err != nil {
			return "", err
		}
	}
}
