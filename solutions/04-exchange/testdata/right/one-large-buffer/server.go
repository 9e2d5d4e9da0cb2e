// Right: reads through a bufio.Reader with room for a long reply at once, and sends with net.Buffers.
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
	parts := net.Buffers{[]byte(greeting)}
	if _, err := parts.WriteTo(conn); err != nil {
		return "", err
	}
	reply := make([]byte, 0, 64<<10)
	for r := bufio.NewReaderSize(conn, 64<<10); ; {
		b, err := r.ReadByte()
		switch {
		case err == nil && len(reply) == limit:
			return "", ErrTooLong
		case err == nil:
			reply = append(reply, b)
		case err == io.EOF:
			return string(reply), nil
		default:
			return "", err
		}
	}
}
