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

// Greet sends all of greeting, byte for byte, before it waits for the client. Then it reads what
// the client says until the client has finished, and returns all of it, byte for byte. Only
// io.EOF says that the client has finished: silence does not, however long it is, nor does a Read
// of 0 bytes without an error, nor does any other error.
//
// The reply has at most limit bytes; limit may be anything from 0 to math.MaxInt. As soon as
// there is one byte more, Greet stops reading and returns an error in which errors.Is finds
// ErrTooLong. A failure of conn is an error in which errors.Is finds its reason, and no other.
// Greet leaves conn to its caller, open in both directions, after an error too. It sets no
// deadline and clears none. Greet may be called for several connections at once.
//
// TCP carries bytes in order and keeps no record of how they were written (RFC 9293 §3.7);
// the client's FIN is the only boundary on the wire, and Read tells it as io.EOF.
func Greet(conn net.Conn, greeting string, limit int) (reply string, err error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", fmt.Errorf("send the greeting: %w", err)
	}
	// One byte beyond the limit tells a long reply from one that just fits; beyond the largest
	// int there is none.
	heard, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if len(heard) > limit { // whatever came along with that byte
		return "", fmt.Errorf("%w: limit %d bytes", ErrTooLong, limit)
	}
	if err != nil {
		return "", fmt.Errorf("read the reply: %w", err)
	}
	return string(heard), nil
}
