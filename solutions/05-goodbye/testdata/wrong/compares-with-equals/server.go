// Wrong: compares errors with ==, which sees only the outermost layer.
// fails: reset-known, wrapped
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
	switch {
	case err == nil, err == io.EOF:
		return Finished
	case err == syscall.ECONNRESET, err == syscall.EPIPE:
		return Reset
	case err == os.ErrDeadlineExceeded:
		return Timeout
	case err == net.ErrClosed:
		return LocalClose
	}
	return Other
}
