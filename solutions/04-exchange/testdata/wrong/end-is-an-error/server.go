// Wrong: hands io.EOF on as an error, though it ends every reply.
// fails: reply-at-once, reply-in-bytes, reply-cut-anywhere
// breaks: only-eof
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
		heard = append(heard, buf[:n]...)
		if len(heard) > limit {
			return "", ErrTooLong
		}
		if err != nil {
			return string(heard), err
		}
	}
}
