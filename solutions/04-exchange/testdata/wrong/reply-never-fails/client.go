// Wrong: does not look at the error of Write.
// fails: reply-lost
// breaks: answer-failure
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
	conn.Write([]byte(reply))
	return string(heard), conn.CloseWrite()
}
