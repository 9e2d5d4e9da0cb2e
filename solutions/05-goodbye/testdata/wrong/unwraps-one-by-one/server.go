// Wrong: unwraps one error after the other, and an errors.Join has two.
// fails: ending-scenes
// breaks: ending-wrapped
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
	for {
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
		if err = errors.Unwrap(err); err == nil {
			return Other
		}
	}
}
