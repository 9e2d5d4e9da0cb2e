// Wrong: returns slices of one buffer, which the next call overwrites.
// fails: own-frame-only
// breaks: own-bytes
package framing

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

// buffer saves an allocation for each message.
var buffer bytes.Buffer

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err
	}
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, ErrTooLong
	}
	buffer.Reset()
	n, err := io.CopyN(&buffer, r, length)
	if err == io.EOF && n < length {
		err = io.ErrUnexpectedEOF
	}
	return buffer.Bytes(), err
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
