// Right: half-closes before it closes, looks for surplus words, and lingers in Close; knows the endings by their numbers.
package goodbye

import (
	"bytes"
	"context"
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
	if err := conn.CloseWrite(); err != nil {
		return err
	}
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
	var number syscall.Errno
	switch {
	case err == nil:
		return Finished
	case errors.As(err, &number):
		switch number {
		case syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, 10053, 10054:
			return Reset
		case syscall.ETIMEDOUT:
			return Timeout
		}
		return Other
	}
	for target, ending := range map[error]Ending{
		io.EOF:                   Finished,
		os.ErrDeadlineExceeded:   Timeout,
		context.DeadlineExceeded: Timeout,
		net.ErrClosed:            LocalClose,
	} {
		if errors.Is(err, target) {
			return ending
		}
	}
	return Other
}
