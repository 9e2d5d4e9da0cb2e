// Wrong: hands a reset on by name, and every other failure in words.
// fails: answer-scenes
// breaks: answer-failure
package exchange

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	heard := make([]byte, size)
	if _, err := io.ReadFull(conn, heard); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.ErrUnexpectedEOF) {
			return "", err
		}
		return "", errors.New(err.Error())
	}
	if _, err := io.WriteString(conn, reply); err != nil {
		if errors.Is(err, syscall.ECONNRESET) {
			return "", err
		}
		return "", errors.New(err.Error())
	}
	if err := conn.CloseWrite(); err != nil {
		return "", fmt.Errorf("finish sending: %w", err)
	}
	return string(heard), nil
}
