// Wrong: compares with the limit once the end or a failure has come, and keeps no more than that.
// fails: never-stops, greet-scenes
// breaks: too-long
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
		if len(heard) <= limit {
			heard = append(heard, buf[:n]...)
		}
		if err != nil && len(heard) > limit {
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
