// Wrong: has one buffer for every conversation.
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

var buf [1 << 16]byte

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	var heard []byte
	for len(heard) < size {
		n, err := conn.Read(buf[:min(size-len(heard), len(buf))])
		heard = append(heard, buf[:n]...)
		if len(heard) == size {
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
