// Wrong: has one buffer for every conversation.
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
	var heard []byte
	for {
		n, err := conn.Read(common[:])
		heard = append(heard, common[:n]...)
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

var common [512]byte
