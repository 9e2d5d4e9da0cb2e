// Right: has one goroutine that listens, without a mutex, and hands every piece over.
package exchange

import (
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := conn.Write([]byte(greeting)); err != nil {
		return "", err
	}
	type piece struct {
		words string
		err   error
	}
	more, pieces := make(chan bool), make(chan piece)
	defer close(more)
	go func() {
		buf := make([]byte, 4096)
		for range more {
			n, err := conn.Read(buf)
			pieces <- piece{string(buf[:n]), err}
		}
	}()
	reply := ""
	for {
		more <- true
		p := <-pieces
		reply += p.words
		switch {
		case len(reply) > limit:
			return "", ErrTooLong
		case p.err == io.EOF:
			return reply, nil
		case p.err != nil:
			return "", p.err
		}
	}
}
