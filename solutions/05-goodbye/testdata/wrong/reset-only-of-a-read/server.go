// Wrong: knows a reset that a Read meets, and not one that a Write meets.
// fails: ending-scenes
// breaks: ending-reset
package goodbye

import (
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
	case fromRead(err), errors.Is(err, syscall.EPIPE):
		return Reset
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Timeout
	}
	return Other
}

func fromRead(err error) bool {
	var op *net.OpError
	return errors.Is(err, syscall.ECONNRESET) && errors.As(err, &op) && op.Op == "read"
}
