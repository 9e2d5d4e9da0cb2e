// Wrong: reads into a buffer of 1024 bytes, and throws away what is beyond the greeting.
// fails: not-beyond, answer-scenes
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
	var heard []byte
	buf := make([]byte, 1024)
	for len(heard) < size {
		n, err := conn.Read(buf)
		heard = append(heard, buf[:n]...)
		if err != nil && len(heard) < size {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
	}
	heard = heard[:size]
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
