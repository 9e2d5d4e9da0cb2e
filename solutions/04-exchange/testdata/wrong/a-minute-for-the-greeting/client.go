// Wrong: gives the server a minute and leaves.
// fails: answer-scenes, answer-apart
// breaks: answer-waits
package exchange

import (
	"io"
	"net"
	"time"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
	_, err = io.ReadFull(conn, heard)
	_ = conn.SetReadDeadline(time.Time{})
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		return "", err
	}
	return string(heard), conn.CloseWrite()
}
