// Wrong: wraps the error with %v, which keeps the text and loses the error.
// fails: greeting-breaks-off, greeting-torn
// breaks: cut-short
package exchange

import (
	"fmt"
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
	if _, err := io.ReadFull(conn, heard); err != nil {
		return "", fmt.Errorf("greeting: %v", err)
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
