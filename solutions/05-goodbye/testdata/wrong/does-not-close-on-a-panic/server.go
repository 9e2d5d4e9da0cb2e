// Wrong: closes on every return, and not when lastWords panics.
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

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) (err error) {
	heard, err := io.ReadAll(conn)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	_, err = conn.Write(lastWords(heard))
	return errors.Join(err, conn.Close())
}

type Ending string

const (
	Finished   Ending = "finished"
	Reset      Ending = "reset"
	Timeout    Ending = "timeout"
	LocalClose Ending = "local close"
	Other      Ending = "other"
)

func EndingOf(err error) Ending {
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return Finished
	case errors.Is(err, net.ErrClosed):
		return LocalClose
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return Reset
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Timeout
	}
	return Other
}
