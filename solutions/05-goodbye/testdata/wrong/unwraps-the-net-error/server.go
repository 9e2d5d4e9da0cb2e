// Wrong: takes the outermost *net.OpError apart by hand and finds nothing in a wrapped error.
// fails: wrapped
// breaks: ending-wrapped
package goodbye

import (
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
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
	if op, ok := err.(*net.OpError); ok {
		err = op.Err
	}
	if sys, ok := err.(*os.SyscallError); ok {
		err = sys.Err
	}
	switch err {
	case nil, io.EOF:
		return Finished
	case syscall.ECONNRESET, syscall.EPIPE:
		return Reset
	case os.ErrDeadlineExceeded:
		return Timeout
	case net.ErrClosed:
		return LocalClose
	}
	return Other
}
