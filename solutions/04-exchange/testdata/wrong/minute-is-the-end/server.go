// Wrong: takes a minute of silence for the end.
// fails: greet-scenes, greet-apart
// breaks: only-eof
package exchange

import (
	"errors"
	"io"
	"net"
	"time"
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
	pieces, done := make(chan piece), make(chan struct{})
	defer close(done)
	go func() {
		for {
			buf := make([]byte, 512)
			n, err := conn.Read(buf)
			select {
			case pieces <- piece{buf[:n], err}:
			case <-done:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	var heard []byte
	for {
		select {
		case p := <-pieces:
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
		case <-time.After(time.Minute):
			return string(heard), nil
		}
	}
}
