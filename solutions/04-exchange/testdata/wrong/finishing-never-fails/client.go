// Wrong: does not look at the error of CloseWrite.
// fails: answer-scenes
// breaks: answer-failure
package exchange

import (
	"fmt"
	"io"
	"net"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	if _, err := io.ReadFull(conn, heard); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", fmt.Errorf("read the greeting of %d bytes: %w", size, err)
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", fmt.Errorf("send the reply: %w", err)
	}
	_ = conn.CloseWrite()
	return string(heard), nil
}
