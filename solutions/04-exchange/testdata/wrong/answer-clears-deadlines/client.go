// Wrong: clears the deadlines that its caller has set.
// fails: answer-scenes
// breaks: answer-deadlines
package exchange

import (
	"fmt"
	"io"
	"net"
	"time"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	_ = conn.SetDeadline(time.Time{})
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
	return string(heard), nil
}
