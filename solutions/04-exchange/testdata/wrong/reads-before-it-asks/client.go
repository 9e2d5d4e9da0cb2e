// Wrong: reads at least once, even when no byte is due.
// fails: greeting-empty
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
	one := make([]byte, 1)
	for {
		n, err := conn.Read(one)
		heard = append(heard, one[:n]...)
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
