// Right: has one goroutine that owns the line and does what it is asked to, without a mutex; lastWords stays outside.
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
)

type job func(conn *net.TCPConn) ([]byte, error)

type outcome struct {
	words []byte
	err   error
}

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	jobs, outcomes := make(chan job), make(chan outcome)
	go func() {
		defer close(outcomes)
		defer conn.Close()
		for do := range jobs {
			words, err := do(conn)
			outcomes <- outcome{words, err}
		}
	}()
	hangUp := sync.OnceFunc(func() {
		close(jobs)
		<-outcomes
	})
	defer hangUp()

	jobs <- func(conn *net.TCPConn) ([]byte, error) { return io.ReadAll(conn) }
	heard := <-outcomes
	if heard.err != nil {
		return heard.err
	}
	words := lastWords(heard.words)
	jobs <- func(conn *net.TCPConn) ([]byte, error) {
		_, err := conn.Write(words)
		return nil, err
	}
	return (<-outcomes).err
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
