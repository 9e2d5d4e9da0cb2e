// Wrong: ends the last words at their first zero byte, as C does.
// fails: still-speaks
// breaks: see-answers
package goodbye

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) (err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	words, _, _ := bytes.Cut(lastWords(heard), []byte{0})
	_, err = conn.Write(words)
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
