// Right: listens in one goroutine and speaks in another, and hands over when the FIN has come.
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	type news struct {
		heard []byte
		err   error
	}
	listening, speaking := make(chan news), make(chan error)
	go func() {
		heard, err := io.ReadAll(conn)
		listening <- news{heard, err}
	}()
	go func() {
		end := <-listening
		if end.err == nil {
			_, end.err = conn.Write(lastWords(end.heard))
		}
		speaking <- end.err
	}()
	err := <-speaking
	conn.Close()
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
	var out interface{ Timeout() bool }
	if errors.As(err, &out) && out.Timeout() {
		return Timeout
	}
	for {
		switch err {
		case nil, io.EOF:
			return Finished
		case syscall.ECONNRESET, syscall.EPIPE, syscall.Errno(10054):
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
