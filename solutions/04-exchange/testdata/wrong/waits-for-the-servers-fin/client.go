// Wrong: when it has finished, waits for the server to finish, too, and takes what the caller should hear.
// fails: answers
// breaks: answer-leaves-open
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
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	if err := conn.CloseWrite(); err != nil {
		return "", err
	}
	_, err := io.Copy(io.Discard, conn)
	return string(heard), err
}
