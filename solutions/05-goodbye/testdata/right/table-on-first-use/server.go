// Right: looks endings up in a table of the package that is made on first use, and closes without half-closing.
package goodbye

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
)

func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	defer conn.Close()
	var heard bytes.Buffer
	if _, err := io.Copy(&heard, conn); err != nil {
		return err
	}
	for words := bytes.NewReader(lastWords(heard.Bytes())); words.Len() > 0; {
		if _, err := io.CopyN(conn, words, int64(min(words.Len(), 1000))); err != nil {
			return err
		}
	}
	return conn.Close()
}

type Ending string

const (
	Finished   Ending = "finished"
	Reset      Ending = "reset"
	Timeout    Ending = "timeout"
	LocalClose Ending = "local close"
	Other      Ending = "other"
)

type row struct {
	reason error
	ending Ending
}

var table = sync.OnceValue(func() []row {
	return []row{
		{io.EOF, Finished},
		{os.ErrDeadlineExceeded, Timeout},
		{syscall.EPIPE, Reset},
		{syscall.ECONNRESET, Reset},
		{net.ErrClosed, LocalClose},
	}
})

func EndingOf(err error) Ending {
	if err == nil {
		return Finished
	}
	for _, row := range table() {
		if errors.Is(err, row.reason) {
			return row.ending
		}
	}
	return Other
}
