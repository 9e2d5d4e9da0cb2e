// Wrong: takes a Read of no bytes for the end of the greeting, as recv in C and Python has it.
// fails: answer-scenes
// breaks: answer-waits
package exchange

import (
	"io"
	"net"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	for got := 0; got < size; {
		n, err := conn.Read(heard[got:])
		got += n
		if n == 0 && err == nil {
			return "", io.ErrUnexpectedEOF
		}
		if err != nil && got < size {
			if n == 0 && err == nil {
				return "", io.ErrUnexpectedEOF
			}
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
