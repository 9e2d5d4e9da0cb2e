// Wrong: hands on the io.EOF of ReadFull, which means a proper end, when the greeting is missing.
// fails: no-greeting, answer-scenes
// breaks: cut-short
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
	if _, err := io.ReadFull(conn, heard); err != nil {
		return "", err
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
