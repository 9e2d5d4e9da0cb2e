// Wrong: collects the greeting in a variable of the package, which every call empties.
// fails: answer-apart
// breaks: answer-apart
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

var heard []byte

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	heard = nil
	for len(heard) < size {
		buf := make([]byte, size-len(heard))
		n, err := conn.Read(buf)
		heard = append(heard, buf[:n]...)
		if len(heard) >= size {
			break
		}
		if err == io.EOF {
			return "", io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
