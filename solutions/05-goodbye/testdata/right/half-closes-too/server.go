// Right: half-closes before it closes, looks for surplus words, and lingers in Close; knows the endings by their numbers.
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
	defer func() {
		if closing := conn.Close(); err == nil {
			err = closing
		}
	}()
	var heard bytes.Buffer
	if _, err := heard.ReadFrom(conn); err != nil {
		return err
	}
	for words := lastWords(heard.Bytes()); len(words) > 0; {
		n, err := conn.Write(words[:min(len(words), 1000)])
		if err != nil {
			return err
		}
		words = words[n:]
	}
	if err := conn.SetLinger(5); err != nil {
		return err
	}
	_ = conn.CloseWrite()
	_, err = io.Copy(io.Discard, conn)
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
	if err == nil {
		return Finished
	}
	for target, ending := range map[error]Ending{
		io.EOF:                 Finished,
		syscall.ECONNRESET:     Reset,
		syscall.EPIPE:          Reset,
		syscall.Errno(10053):   Reset, // Windows
		syscall.Errno(10054):   Reset,
		os.ErrDeadlineExceeded: Timeout,
		net.ErrClosed:          LocalClose,
	} {
		if errors.Is(err, target) {
			return ending
		}
	}
	return Other
}
