// Right: copies exactly size bytes into a builder, and finishes on every way out.
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// HalfCloser is a connection whose sending direction can be closed alone.
type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	var greeting strings.Builder
	n, err := io.CopyN(&greeting, conn, int64(size))
	if errors.Is(err, io.EOF) {
		err = fmt.Errorf("%d of %d bytes: %w", n, size, io.ErrUnexpectedEOF)
	}
	if err == nil {
		_, err = strings.NewReader(reply).WriteTo(conn)
	}
	return greeting.String(), errors.Join(err, conn.CloseWrite())
}
