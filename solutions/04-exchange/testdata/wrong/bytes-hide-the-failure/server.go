// Wrong: looks at the error only when no bytes came with it, and a reset is told once.
// fails: greet-scenes
// breaks: greet-failure
package exchange

import (
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	var heard []byte
	buf := make([]byte, 512)
	for {
		n, err := conn.Read(buf)
		heard = append(heard, buf[:n]...)
		if n > 0 {
			err = nil
		}
		if len(heard) > limit {
			return "", ErrTooLong
		}
		if err == io.EOF {
			return string(heard), nil
		}
		if err != nil {
			return "", err
		}
	}
}
