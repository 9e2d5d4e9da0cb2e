// Wrong: half-closes and never closes: the descriptor is never given back.
// fails: puts-down, torn
// breaks: see-closed
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	if _, err := conn.Write(lastWords(heard)); err != nil {
		return err
	}
	return conn.CloseWrite()
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
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return Reset
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Timeout
	case errors.Is(err, net.ErrClosed):
		return LocalClose
	}
	return Other
}
