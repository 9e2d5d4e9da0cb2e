// Wrong: closes the connection when it fails, though its caller keeps it.
// fails: answer-scenes
// breaks: answer-leaves-open
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
		_ = conn.Close()
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
