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
	defer conn.Close()
	type news struct {
		heard []byte
		err   error
	}
	listening, speaking := make(chan news), make(chan error)
	go func() {
		heard, err := io.ReadAll(conn)
		listening <- news{heard, err}
	}()
	end := <-listening
	if end.err != nil {
		return end.err
	}
	words := lastWords(end.heard)
	go func() {
		_, err := conn.Write(words)
		speaking <- err
	}()
	return <-speaking
}

type Ending string

const (
	Finished   Ending = "finished"
	Reset      Ending = "reset"
	Timeout    Ending = "timeout"
	LocalClose Ending = "local close"
	Other      Ending = "other"
)

var endings = []struct {
	of   error
	name Ending
}{
	{io.EOF, Finished}, {syscall.ECONNRESET, Reset}, {syscall.EPIPE, Reset}, {syscall.Errno(10054), Reset},
	{os.ErrDeadlineExceeded, Timeout}, {net.ErrClosed, LocalClose},
}

func EndingOf(err error) Ending {
	if err == nil {
		return Finished
	}
	for _, e := range endings {
		if errors.Is(err, e.of) {
			return e.name
		}
	}
	return Other
}
