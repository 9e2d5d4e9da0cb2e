// Wrong: answers a greeting that lacks its last byte.
// fails: answer-scenes
// breaks: cut-short
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
	if n, err := io.ReadFull(conn, heard); err != nil && n+1 < size {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", fmt.Errorf("read the greeting of %d bytes: %w", size, err)
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", fmt.Errorf("send the reply: %w", err)
	}
	if err := conn.CloseWrite(); err != nil {
		return "", fmt.Errorf("finish sending: %w", err)
	}
	return string(heard), nil
}
