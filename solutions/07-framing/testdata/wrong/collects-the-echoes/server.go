// Wrong: listens to the end before it sends the first echo.
// fails: answers-at-once, half-behind
// breaks: echoes-at-once
package framing

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err
	}
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, ErrTooLong
	}
	msg, err := io.ReadAll(io.LimitReader(r, length))
	if int64(len(msg)) == length {
		return msg, nil
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return nil, err
}

func EchoFrames(conn net.Conn, limit int) error {
	var all [][]byte
	for {
		msg, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		all = append(all, msg)
	}
	for _, msg := range all {
		if err := WriteFrame(conn, msg); err != nil {
			return err
		}
	}
	return nil
}
