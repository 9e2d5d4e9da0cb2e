// Wrong: leaves the finishing to a goroutine, and has returned before.
// fails: nothing-to-say, answer-scenes
// breaks: finishes
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
	go func() { _ = conn.CloseWrite() }()
	return string(heard), nil
}
