// Right: one bufio.Reader for the whole conversation, and a Flush behind every frame.
package framing

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var length uint32
	if err := binary.Read(r, binary.BigEndian, &length); err != nil {
		return nil, err
	}
	if limit < 0 || uint64(length) > uint64(limit) {
		return nil, fmt.Errorf("%d bytes: %w", length, ErrTooLong)
	}
	var msg bytes.Buffer
	if _, err := io.CopyN(&msg, r, int64(length)); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return msg.Bytes(), nil
}

func EchoFrames(conn net.Conn, limit int) error {
	r, w := bufio.NewReader(conn), bufio.NewWriterSize(conn, 1<<16)
	for {
		msg, err := ReadFrame(r, limit)
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := WriteFrame(w, msg); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
}
