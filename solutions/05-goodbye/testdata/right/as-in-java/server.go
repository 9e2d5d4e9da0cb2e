// Right: throws what goes wrong, catches it at the door, and closes in "finally".
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

type thrown struct{ error }

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) (err error) {
	finally := func() { _ = conn.Close() }
	defer finally()
	words, err := listen(conn)
	if err == nil {
		words = lastWords(words)
		err = speak(conn, words)
	}
	return err
}

func listen(conn *net.TCPConn) (heard []byte, err error) {
	defer catch(&err)
	buf := make([]byte, 8192)
	for {
		n, err := conn.Read(buf)
		heard = append(heard, buf[:n]...)
		if err == io.EOF {
			return heard, nil
		}
		if err != nil {
			panic(thrown{err})
		}
	}
}

func speak(conn *net.TCPConn, words []byte) (err error) {
	defer catch(&err)
	if _, err := conn.Write(words); err != nil {
		panic(thrown{err})
	}
	return nil
}

func catch(err *error) {
	switch t := recover().(type) {
	case nil:
	case thrown:
		*err = t.error
	default:
		panic(t)
	}
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
	kinds := map[Ending][]error{
		Finished:   {io.EOF},
		Reset:      {syscall.ECONNRESET, syscall.EPIPE},
		Timeout:    {os.ErrDeadlineExceeded},
		LocalClose: {net.ErrClosed},
	}
	if err == nil {
		return Finished
	}
	for ending, reasons := range kinds {
		for _, reason := range reasons {
			if errors.Is(err, reason) {
				return ending
			}
		}
	}
	return Other
}
