// Right: reads one byte at a time, wherever it reads.
package framing

import (
	"errors"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var length uint64
	for i := range 4 {
		b, err := next(r)
		if err == io.EOF && i > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		length = length<<8 | uint64(b)
	}
	if limit < 0 || length > uint64(limit) {
		return nil, ErrTooLong
	}
	msg := []byte{}
	for uint64(len(msg)) < length {
		b, err := next(r)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		msg = append(msg, b)
	}
	return msg, nil
}

// next is the next byte of r.
func next(r io.Reader) (byte, error) {
	var one [1]byte
	for {
		if n, err := r.Read(one[:]); n == 1 || err != nil {
			if n == 1 {
				err = nil
			}
			return one[0], err
		}
	}
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
