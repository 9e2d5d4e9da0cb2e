// Right: reads byte by byte, and half-closes a TCP connection by its own type.
package exchange

import (
	"fmt"
	"io"
	"net"
)

// HalfCloser is a connection whose sending direction can be closed alone.
type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	greeting := make([]byte, 0, size)
	one := make([]byte, 1)
	for len(greeting) < size {
		n, err := conn.Read(one)
		greeting = append(greeting, one[:n]...)
		if len(greeting) == size {
			break
		}
		if err == io.EOF {
			return "", fmt.Errorf("the server has finished: %w", io.ErrUnexpectedEOF)
		}
		if err != nil {
			return "", err
		}
	}
	for rest := []byte(reply); len(rest) > 0; {
		n, err := conn.Write(rest[:min(1000, len(rest))])
		if err != nil {
			return "", err
		}
		rest = rest[n:]
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		return string(greeting), tcp.CloseWrite()
	}
	return string(greeting), conn.CloseWrite()
}
