// Wrong: makes room for as much as is allowed before a word has come.
// fails: huge-limit, greet-scenes
// breaks: limit
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
	heard := make([]byte, limit+1)
	got := 0
	for got < len(heard) {
		n, err := conn.Read(heard[got:])
		got += n
		if err == io.EOF && got <= limit {
			return string(heard[:got]), nil
		}
		if err != nil && got <= limit {
			return "", err
		}
	}
	return "", ErrTooLong
}
