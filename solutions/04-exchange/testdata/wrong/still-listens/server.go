// Wrong: returns while a goroutine of its own goes on listening, and takes the next words from its caller.
// fails: never-stops, greet-scenes
// breaks: greet-leaves-open
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
	type piece struct {
		words []byte
		err   error
	}
	pieces := make(chan piece, 1)
	go func() {
		for {
			buf := make([]byte, 512)
			n, err := conn.Read(buf)
			pieces <- piece{buf[:n], err}
			if err != nil {
				return
			}
		}
	}()
	var heard []byte
	for p := range pieces {
		heard = append(heard, p.words...)
		if len(heard) > limit {
			return "", ErrTooLong
		}
		if p.err == io.EOF {
			return string(heard), nil
		}
		if p.err != nil {
			return "", p.err
		}
	}
	return "", nil
}
