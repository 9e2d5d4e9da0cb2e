// Wrong: collects the reply in a variable of the package, which every call empties.
// fails: greet-apart
// breaks: greet-apart
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
	said = said[:0]
	buf := make([]byte, 512)
	for {
		n, err := conn.Read(buf)
		said = append(said, buf[:n]...)
		if len(said) > limit {
			return "", ErrTooLong
		}
		if err == io.EOF {
			return string(said), nil
		}
		if err != nil {
			return "", err
		}
	}
}

var said []byte
