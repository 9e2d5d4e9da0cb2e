// Wrong: takes one Read for the whole greeting.
// fails: greeting-in-bytes
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
	buf := make([]byte, size)
	n, err := conn.Read(buf)
	if n < size && err == io.EOF {
		return "", io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		return "", err
	}
	heard := buf[:n]
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
