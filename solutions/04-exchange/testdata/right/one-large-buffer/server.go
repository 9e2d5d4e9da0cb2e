// Right: reads through a bufio.Reader into one buffer of limit+1 bytes, within a deadline.
package exchange

import (
	"bufio"
	"errors"
	"io"
	"net"
	"time"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return "", err
	}
	defer conn.SetDeadline(time.Time{})
	parts := net.Buffers{[]byte(greeting)}
	if _, err := parts.WriteTo(conn); err != nil {
		return "", err
	}
	heard := make([]byte, limit+1)
	n, err := io.ReadFull(bufio.NewReaderSize(conn, 64<<10), heard)
	switch err {
	case nil:
		return "", ErrTooLong
	case io.EOF, io.ErrUnexpectedEOF:
		return string(heard[:n]), nil
	}
	return "", err
}
