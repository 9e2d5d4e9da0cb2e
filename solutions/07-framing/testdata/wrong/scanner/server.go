// Wrong: leaves the frames to a bufio.Scanner, which takes no more than 64 KiB and drops half a frame at the end.
// fails: echo-long, echo-cut
// breaks: echoes
package framing

import (
	"bufio"
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
	scanner := bufio.NewScanner(conn)
	scanner.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if len(data) < headerSize {
			return 0, nil, nil
		}
		length := int64(binary.BigEndian.Uint32(data))
		if length > int64(limit) {
			return 0, nil, ErrTooLong
		}
		end := headerSize + int(length)
		if len(data) < end {
			return 0, nil, nil
		}
		return end, data[headerSize:end], nil
	})
	for scanner.Scan() {
		if err := WriteFrame(conn, scanner.Bytes()); err != nil {
			return err
		}
	}
	return scanner.Err()
}
