// Wrong: closes 50 ms after it has returned, to let the goodbye settle.
// fails: puts-down, torn, unheard
// breaks: see-closed
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) (err error) {
	defer func() { time.AfterFunc(50*time.Millisecond, func() { _ = conn.Close() }) }()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	_, err = conn.Write(lastWords(heard))
	return err
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
