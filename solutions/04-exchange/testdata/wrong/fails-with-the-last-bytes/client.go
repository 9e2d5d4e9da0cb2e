// Wrong: looks at the error first, though the greeting is complete with the bytes that came with it.
// fails: answer-scenes
// breaks: complete
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
		if err != nil && (got < size || err != io.EOF) {
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
