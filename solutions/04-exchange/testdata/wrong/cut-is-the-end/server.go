// Wrong: takes io.ErrUnexpectedEOF, by which a TLS connection says that it was cut, for the end.
// fails: greet-scenes
// breaks: only-eof
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
		if len(heard) > limit {
			return "", ErrTooLong
		}
		if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
			return string(heard), nil
		}
		if err != nil {
			return "", err
		}
	}
}
