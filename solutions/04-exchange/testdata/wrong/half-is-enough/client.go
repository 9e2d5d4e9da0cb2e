// Wrong: is content with the part of a greeting that came before the end.
// fails: greeting-breaks-off, no-greeting, hears-first
// breaks: cut-short
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
	heard, err := io.ReadAll(io.LimitReader(conn, int64(size)))
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
