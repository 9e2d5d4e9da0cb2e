// Wrong: answers when all but the last byte has come.
// fails: answer-scenes
// breaks: reply-sent
package exchange

import (
	"io"
	"net"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	most := max(size-1, 0)
	for _, part := range [][]byte{heard[:most], heard[most:]} {
		if _, err := io.ReadFull(conn, part); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
		if _, err := io.WriteString(conn, reply); err != nil {
			return "", err
		}
		reply = ""
	}
	return string(heard), conn.CloseWrite()
}
