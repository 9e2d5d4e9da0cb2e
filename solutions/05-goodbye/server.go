// Package goodbye is lesson 05: both halves of a connection's end, and how to tell one ending
// from another.
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

// SeeOff is the passive close: the peer finishes first. It reads until the peer's FIN, however
// long that takes. Then it calls lastWords, once, with everything that it has heard, byte for
// byte. It sends all of what lastWords returns, and nothing else. It closes conn so that the
// peer, however slowly it reads, hears every byte and then a FIN; that is no error. If anything
// but the FIN ends the reading, the peer has not finished: lastWords is not called.
//
// A RST, a deadline that passes, conn closed meanwhile: each of these is an error in which
// errors.Is finds its reason, and the reason of no other ending, so that EndingOf can tell it.
// Time limits are the caller's: SeeOff has none of its own, and clears none of conn's deadlines.
// In every case conn is closed when SeeOff is over, even if lastWords panics; the panic then
// goes on to SeeOff's caller.
//
// The peer's FIN takes conn from ESTABLISHED to CLOSE-WAIT, in which one may speak for as
// long as one likes; Close sends this side's FIN and takes it to LAST-ACK, the peer's last
// acknowledgment to CLOSED (RFC 9293 §3.6, case 2).
func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) (err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	_, err = conn.Write(lastWords(heard))
	return err
}

// Ending is how a connection came to its end, as one side sees it.
type Ending string

// The endings.
const (
	Finished   Ending = "finished"    // the peer's FIN came, and everything it said before
	Reset      Ending = "reset"       // a RST came, the connection was torn down
	Timeout    Ending = "timeout"     // a deadline passed
	LocalClose Ending = "local close" // it was this side that had closed
	Other      Ending = "other"       // everything else
)

// EndingOf says how a connection ended, from the error of a call that used it. nil (HangUp and
// SeeOff ended well) and io.EOF (a Read met the FIN) are Finished. ECONNRESET is Reset, and so
// is EPIPE, which a Write reports when the reset is known already. os.ErrDeadlineExceeded is
// Timeout, and it alone: ETIMEDOUT (the system gave up) and the errors of a ctx are Other.
// net.ErrClosed is LocalClose. All else is Other, io.ErrUnexpectedEOF too: there the end came
// too early. The error may be wrapped, as often as you like and in any way that errors.Is sees
// through; its text says nothing. No error holds the reasons of two endings.
func EndingOf(err error) Ending {
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return Finished
	case errors.Is(err, net.ErrClosed):
		return LocalClose
	case wasReset(err):
		return Reset
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Timeout
	}
	return Other
}

// Winsock's numbers for a connection that a RST has torn down.
const (
	wsaECONNABORTED = syscall.Errno(10053)
	wsaECONNRESET   = syscall.Errno(10054)
)

// wasReset reports whether err is the peer's RST (RFC 9293 §3.10.7.4). The first call that meets
// it gets ECONNRESET; a Write after that finds the pipe broken.
func wasReset(err error) bool {
	for _, number := range []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, wsaECONNABORTED, wsaECONNRESET} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}
