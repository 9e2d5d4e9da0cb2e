package exchange

import (
	"fmt"
	"io"
	"net"
)

// HalfCloser is a connection that can say "I have finished" and still listen, by closing its
// sending direction alone. A *net.TCPConn is one.
type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

// Answer reads the greeting, size bytes and not one more, then sends all of reply, byte for
// byte, and finishes sending (half close); it returns the greeting, byte for byte. With the last
// of the size bytes the greeting is complete, whatever error comes along with it. Until then
// neither silence is an end, however long it is, nor a Read of 0 bytes without an error.
//
// If the server finishes (io.EOF) before size bytes have come, even before the first, the error
// is one in which errors.Is finds io.ErrUnexpectedEOF and not io.EOF, and the server gets no
// reply. A failure of conn, also of CloseWrite, is an error in which errors.Is finds its reason,
// and no other. Answer leaves conn open for reading, after an error too. It sets no deadline and
// clears none. Answer may be called for several connections at once.
//
// CloseWrite sends a FIN, which closes one direction of the two (RFC 9293 §3.6): the server
// reads io.EOF, and may still speak.
func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	if _, err := io.ReadFull(conn, heard); err != nil {
		// ReadFull calls an end before the first byte a clean one; here a greeting was due.
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", fmt.Errorf("read the greeting of %d bytes: %w", size, err)
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", fmt.Errorf("send the reply: %w", err)
	}
	if err := conn.CloseWrite(); err != nil {
		return "", fmt.Errorf("finish sending: %w", err)
	}
	return string(heard), nil
}
