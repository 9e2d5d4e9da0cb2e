// Wrong: looks at the error first and drops the bytes that came with io.EOF.
// fails: greeting-with-end, answer-scenes
// breaks: complete
package exchange

import (
	"io"
	"net"
)

// HalfCloser is a connection whose sending direction can be closed alone.
type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	heard := make([]byte, size)
	for got := 0; got < size; {
		n, err := conn.Read(heard[got:])
		if err == io.EOF {
			return "", io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		got += n
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
