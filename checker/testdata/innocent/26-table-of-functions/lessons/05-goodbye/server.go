// Package goodbye is lesson 05: both halves of a connection's end, and how to tell one ending
// from another.
package goodbye

import (
	"errors"
	"io"
	"net"
	"syscall"
)

// SeeOff is the passive close: the peer finishes first. It reads until the peer's FIN, then
// calls lastWords, once, with everything that it has heard, sends what lastWords returns, and
// closes conn so that no byte of it is lost. If the connection breaks before the FIN, the
// peer has not finished: lastWords is not called. A broken connection is an error in which
// errors.Is finds the system's reason. In every case conn is closed when SeeOff returns.
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
	Timeout    Ending = "timeout"     // a deadline passed, or the system gave up
	LocalClose Ending = "local close" // it was this side that had closed
	Other      Ending = "other"       // everything else
)

// EndingOf says how a connection ended, from the error of a call that used it, however often
// the error is wrapped. nil (HangUp and SeeOff ended well) and io.EOF (a Read met the FIN) are
// Finished; io.ErrUnexpectedEOF is not, because there the end came too early.
func EndingOf(err error) Ending {
	for _, e := range endings {
		if e.is(err) {
			return e.ending
		}
	}
	return Other
}

var endings = [...]struct {
	ending Ending
	is     predicate
}{
	{Finished, any(is(nil), is(io.EOF))},
	{LocalClose, is(net.ErrClosed)},
	{Reset, wasReset},
	{Timeout, func(err error) bool {
		var network net.Error
		return errors.As(err, &network) && network.Timeout()
	}},
}

type predicate func(error) bool

func is(target error) predicate { return func(err error) bool { return errors.Is(err, target) } }

func any(all ...predicate) predicate {
	return func(err error) bool {
		for _, p := range all {
			if p(err) {
				return true
			}
		}
		return false
	}
}

// Winsock's numbers for a connection that a RST has torn down.
const (
	wsaECONNABORTED = syscall.Errno(10053)
	wsaECONNRESET   = syscall.Errno(10054)
)

// wasReset reports whether err is the peer's RST (RFC 9293 §3.10.7.4). A Read tells it as
// ECONNRESET, once; a Write after it finds the pipe broken.
func wasReset(err error) bool {
	for _, number := range []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, wsaECONNABORTED, wsaECONNRESET} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}
