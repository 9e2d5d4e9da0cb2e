// Right: walks the tree of an error by hand, and leaves by one label.
package goodbye

import (
	"io"
	"net"
	"os"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
	var words []byte
	size, room := 0, make([]byte, 1<<12)
	var err error
	for err == nil {
		if size == len(room) {
			room = append(room, make([]byte, len(room))...)
		}
		var n int
		n, err = conn.Read(room[size:])
		size += n
	}
	if err != io.EOF {
		goto out
	}
	words = lastWords(room[:size])
	_, err = conn.Write(words)
out:
	_ = conn.Close()
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
	ending := Other
	walk(err, &ending)
	return ending
}

func walk(err error, ending *Ending) {
	if err == nil || *ending != Other {
		return
	}
	switch err {
	case io.EOF:
		*ending = Finished
	case net.ErrClosed:
		*ending = LocalClose
	case os.ErrDeadlineExceeded:
		*ending = Timeout
	case syscall.ECONNRESET, syscall.EPIPE:
		*ending = Reset
	}
	if like, ok := err.(interface{ Is(error) bool }); ok {
		for reason, as := range map[error]Ending{
			io.EOF: Finished, net.ErrClosed: LocalClose, os.ErrDeadlineExceeded: Timeout,
			syscall.ECONNRESET: Reset, syscall.EPIPE: Reset,
		} {
			if like.Is(reason) {
				*ending = as
			}
		}
	}
	switch inside := err.(type) {
	case interface{ Unwrap() error }:
		walk(inside.Unwrap(), ending)
	case interface{ Unwrap() []error }:
		for _, each := range inside.Unwrap() {
			walk(each, ending)
		}
	}
}
