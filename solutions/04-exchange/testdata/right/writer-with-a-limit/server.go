// Right: copies the client's words into a writer that refuses more than the limit.
package exchange

import (
	"errors"
	"io"
	"net"
	"strings"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

type notebook struct {
	strings.Builder
	room int
}

func (b *notebook) Write(p []byte) (int, error) {
	if len(p) > b.room {
		return 0, ErrTooLong
	}
	b.room -= len(p)
	return b.Builder.Write(p)
}

// WriteString would otherwise go past the limit.
func (b *notebook) WriteString(s string) (int, error) { return b.Write([]byte(s)) }

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	_, err = io.Copy(conn, strings.NewReader(greeting))
	heard := &notebook{room: limit}
	if err == nil {
		_, err = io.Copy(heard, conn)
	}
	return heard.String(), err
}
