// Right: throws what goes wrong and catches it at the door, as one does in Java.
package exchange

import (
	"bytes"
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

type thrown struct{ error }

func must(n int, err error) int {
	if err != nil && err != io.EOF {
		panic(thrown{err})
	}
	if err == io.EOF {
		return -1 - n
	}
	return n
}

func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	defer func() {
		if t, ok := recover().(thrown); ok {
			reply, err = "", t.error
		}
	}()
	must(conn.Write([]byte(greeting)))
	var heard bytes.Buffer
	buf := make([]byte, 8192)
	for ended := false; !ended; {
		n, err := conn.Read(buf)
		if n = max(n, 0); heard.Len()+n > limit {
			panic(thrown{ErrTooLong})
		}
		heard.Write(buf[:n])
		ended = must(n, err) < 0
	}
	return heard.String(), nil
}
