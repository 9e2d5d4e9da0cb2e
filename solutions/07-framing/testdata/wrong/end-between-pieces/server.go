// Wrong: reads the message in pieces of 4 KiB, and takes an end between two pieces for a clean one.
// fails: cut-in-message
// breaks: cut
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var header [4]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err
	}
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLong, length, limit)
	}

	var msg []byte
	for int64(len(msg)) < length {
		piece := make([]byte, min(4096, length-int64(len(msg))))
		if _, err := io.ReadFull(r, piece); err != nil {
			if err == io.EOF && len(msg) == 0 {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		msg = append(msg, piece...)
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
