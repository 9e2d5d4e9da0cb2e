// Right: says and hears byte by byte.
package exchange

import (
	"errors"
	"io"
	"net"
	"strings"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	one := make([]byte, 1)
	for i := range len(greeting) {
		one[0] = greeting[i]
		if _, err := conn.Write(one); err != nil {
			return "", err
		}
	}
	var reply strings.Builder
	for {
		n, err := conn.Read(one)
		if n == 1 {
			if reply.Len() == limit {
				return "", ErrTooLong
			}
			reply.WriteByte(one[0])
		}
		if err == io.EOF {
			return reply.String(), nil
		}
		if err != nil {
			return "", err
		}
	}
}
