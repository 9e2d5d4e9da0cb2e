// Wrong: waits for the server to finish, while the server waits for the answer.
// fails: answers
// breaks: size-bytes
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
	heard, err := io.ReadAll(conn)
	if err != nil {
		return "", err
	}
	if len(heard) < size {
		return "", io.ErrUnexpectedEOF
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
