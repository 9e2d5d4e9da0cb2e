package exchange

import (
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	const usual = "Thank you, Server!"
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	if len(usual) > limit {
		return "", ErrTooLong
	}
	return usual, nil
}
