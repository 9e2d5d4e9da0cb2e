// Wrong: makes characters of each piece as it comes, and breaks those that are cut.
// fails: reply-cut-anywhere, greet-scenes
// breaks: whole-reply
package exchange

import (
	"errors"
	"io"
	"net"
	"strings"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	var heard strings.Builder
	buf := make([]byte, 1024)
	for {
		n, err := conn.Read(buf)
		for _, character := range string(buf[:n]) {
			heard.WriteRune(character)
		}
		if heard.Len() > limit {
			return "", ErrTooLong
		}
		if err == io.EOF {
			return heard.String(), nil
		}
		if err != nil {
			return "", err
		}
	}
}
