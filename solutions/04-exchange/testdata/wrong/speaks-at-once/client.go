// Wrong: answers before it has heard what it answers.
// fails: hears-first
// breaks: no-reply
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
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	heard := make([]byte, size)
	if _, err := io.ReadFull(conn, heard); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
