package goodbye

import (
	"errors"
	"io"
	"net"
)

// HangUp is the active close: this side has finished first. It sends all of last, byte for
// byte, and then at once its FIN, never a RST, even if last is empty. It goes on reading until
// the peer's FIN, however long that takes. It returns everything that was still to be heard,
// byte for byte: what had arrived before, unread, and what came after. That is no error.
//
// A RST, a deadline that passes, conn closed meanwhile: each of these is an error in which
// errors.Is finds its reason, and the reason of no other ending, so that EndingOf can tell it.
// Time limits are the caller's: HangUp has none of its own, and clears none of conn's deadlines.
// In every case conn is closed when HangUp returns.
//
// CloseWrite takes conn from ESTABLISHED to FIN-WAIT-1, the peer's acknowledgment to
// FIN-WAIT-2, the peer's FIN to TIME-WAIT (RFC 9293 §3.6, case 1). By then nothing is
// unread, so Close sends no RST (RFC 2525 §2.17).
func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	_ = conn.CloseWrite() // if it fails, the Read below fails as well, and names the reason
	return io.ReadAll(conn)
}
