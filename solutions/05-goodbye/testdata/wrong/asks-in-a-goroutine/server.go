// Wrong: calls lastWords in a goroutine of its own, where nobody can catch a panic.
// fails: see-panic, see-scenes
// breaks: see-panics
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
	spoken := make(chan error)
	go func() {
		heard, err := io.ReadAll(conn)
		if err == nil {
			_, err = conn.Write(lastWords(heard))
		}
		spoken <- err
	}()
	return <-spoken
}

type Ending string

const (
	Finished   Ending = "finished"    // the peer's FIN came, and everything it said before
	Reset      Ending = "reset"       // a RST came, the connection was torn down
	Timeout    Ending = "timeout"     // a deadline passed
	LocalClose Ending = "local close" // it was this side that had closed
	Other      Ending = "other"       // everything else
)

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

const (
	wsaECONNABORTED = syscall.Errno(10053)
	wsaECONNRESET   = syscall.Errno(10054)
)

func wasReset(err error) bool {
	for _, number := range []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, wsaECONNABORTED, wsaECONNRESET} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}
