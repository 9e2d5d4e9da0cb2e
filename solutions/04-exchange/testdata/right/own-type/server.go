// Right: has a line of its own type around the connection, which counts what it reads.
package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"net"
)

var ErrTooLong = errors.New("reply too long")

type line struct {
	net.Conn
	room int
}

func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if n > l.room {
		return n, ErrTooLong
	}
	l.room -= n
	return n, err
}

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	l := &line{conn, limit}
	if _, err := fmt.Fprint(l, greeting); err != nil {
		return "", err
	}
	var reply bytes.Buffer
	_, err := reply.ReadFrom(l)
	return reply.String(), err
}
