// Wrong: trims the zeros off the buffer, and with them those that the client said.
// fails: reply-zeros
// breaks: whole-reply
package exchange

import (
	"bytes"
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
	buf := make([]byte, limit+1)
	n, err := io.ReadFull(conn, buf)
	if n > limit {
		return "", ErrTooLong
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	return string(bytes.TrimRight(buf, "\x00")), nil
}
