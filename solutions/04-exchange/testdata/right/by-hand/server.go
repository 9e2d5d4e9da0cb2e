// Right: reads by hand into a small buffer, and sends through a bufio.Writer.
package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	w := bufio.NewWriter(conn)
	w.WriteString(greeting)
	if err := w.Flush(); err != nil {
		return "", fmt.Errorf("greeting: %w", err)
	}
	var heard []byte
	var buf [7]byte
	for {
		n, err := conn.Read(buf[:])
		heard = append(heard, buf[:n]...)
		switch {
		case len(heard) > limit:
			return string(heard[:limit]), fmt.Errorf("after %d bytes: %w", len(heard), ErrTooLong)
		case errors.Is(err, io.EOF):
			return string(heard), nil
		case err != nil:
			return string(heard), fmt.Errorf("reply: %w", err)
		}
	}
}
