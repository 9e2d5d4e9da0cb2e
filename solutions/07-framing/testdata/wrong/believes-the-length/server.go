// Wrong: reserves memory for the whole message as soon as it is announced.
// fails: promise
// breaks: memory
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
	msg := make([]byte, length)
	if _, err := io.ReadFull(r, msg); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return msg, nil
}

func EchoFrames(conn net.Conn, limit int) error {
	for {
		msg, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := WriteFrame(conn, msg); err != nil {
			return err
		}
	}
}
