package goodbye

import (
	"errors"
	"io"
	"net"
)

// HangUp is the active close: this side has finished first. It sends last and then its FIN,
// goes on reading until the peer's FIN, and returns everything that was still to be heard:
// what had arrived before, unread, and what came after. If the connection breaks instead, the
// error says why, and errors.Is finds the system's reason in it. In every case conn is closed
// when HangUp returns.
//
// CloseWrite takes conn from ESTABLISHED to FIN-WAIT-1, the peer's acknowledgment to
// FIN-WAIT-2, the peer's FIN to TIME-WAIT (RFC 9293 §3.6, case 1). By then nothing is
// unread, so Close sends no RST (RFC 2525 §2.17).
func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	return io.ReadAll(conn)
}
