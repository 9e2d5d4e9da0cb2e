// Package exchange is lesson 04: two programs that speak and listen by turns, on a stream
// of bytes that knows nothing of messages.
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

// Greet sends all of greeting, then reads what the client says until the client has finished
// (io.EOF), and returns all of it: at most limit bytes. As soon as there is one byte more,
// Greet stops reading and returns an error in which errors.Is finds ErrTooLong. A failure of
// conn is an error in which errors.Is finds its reason. Greet leaves conn open in both
// directions.
//
// TCP carries bytes in order and keeps no record of how they were written (RFC 9293 §3.7);
// the client's FIN is the only boundary on the wire, and Read tells it as io.EOF.
func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", fmt.Errorf("send the greeting: %w", err)
	}
	// One byte beyond the limit tells a long reply from one that just fits.
	heard, err := io.ReadAll(io.LimitReader(conn, int64(limit)+1))
	if err != nil {
		return "", fmt.Errorf("read the reply: %w", err)
	}
	if len(heard) > limit {
		return "", fmt.Errorf("%w: limit %d bytes", ErrTooLong, limit)
	}
	return string(heard), nil
}
