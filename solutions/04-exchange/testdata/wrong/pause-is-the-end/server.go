// Wrong: takes a pause of the client for the end of its reply.
// fails: reply-with-pauses
// breaks: only-eof
package exchange

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

// ErrTooLong is Greet's error when the client says more than it may.
var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := io.WriteString(conn, greeting); err != nil {
		return "", err
	}
	defer conn.SetReadDeadline(time.Time{})
	var heard []byte
	buf := make([]byte, 1024)
	for {
		if err := conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
			return "", err
		}
		n, err := conn.Read(buf)
		heard = append(heard, buf[:n]...)
		if len(heard) > limit {
			return "", ErrTooLong
		}
		if err == io.EOF || errors.Is(err, os.ErrDeadlineExceeded) {
			return string(heard), nil
		}
		if err != nil {
			return "", err
		}
	}
}
