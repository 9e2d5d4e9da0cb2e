// Wrong: does not look at the error of io.ReadFull.
// fails: clean-end, cut-behind-length, torn
// breaks: clean-end
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
	io.ReadFull(r, header[:])
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, ErrTooLong
	}
	msg := make([]byte, length)
	io.ReadFull(r, msg)
	return msg, nil
}

func EchoFrames(conn net.Conn, limit int) error {
	for {
		msg, err := ReadFrame(conn, limit)
		if err != nil {
			return err
		}
		if err := WriteFrame(conn, msg); err != nil {
			return err
		}
	}
}
