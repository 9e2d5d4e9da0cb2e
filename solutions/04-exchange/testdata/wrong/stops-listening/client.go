// Wrong: closes the receiving direction where it can.
// fails: client-stays
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
		return "", fmt.Errorf("read the greeting of %d bytes: %w", size, err)
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", fmt.Errorf("send the reply: %w", err)
	}
	if err := conn.CloseWrite(); err != nil {
		return "", fmt.Errorf("finish sending: %w", err)
	}
	if half, ok := conn.(interface{ CloseRead() error }); ok {
		_ = half.CloseRead()
	}
	return string(heard), nil
}
