// Right: reads to the end of a LimitedReader, looks at the bytes before the error, and speaks in a goroutine.
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
	heard, err := io.ReadAll(&io.LimitedReader{R: conn, N: int64(size)})
	switch {
	case len(heard) == size:
	case err != nil:
		return "", err
	default:
		return "", fmt.Errorf("only %q: %w", heard, io.ErrUnexpectedEOF)
	}
	said := make(chan error)
	go func() {
		_, err := conn.Write([]byte(reply))
		if err == nil {
			err = conn.CloseWrite()
		}
		said <- err
	}()
	return string(heard), <-said
}
