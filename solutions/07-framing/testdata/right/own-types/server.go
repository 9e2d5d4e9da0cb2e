// Right: wraps every connection in types of its own, layer upon layer, and never uses conn itself again.
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
	r = &counted{r: r}
	var header [4]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err
	}
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLong, length, limit)
	}
	msg, err := io.ReadAll(io.LimitReader(r, length))
	if int64(len(msg)) == length {
		return msg, nil
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return nil, fmt.Errorf("message of %d bytes: %w", length, err)
}

func EchoFrames(conn net.Conn, limit int) error {
	conn = &line{Conn: conn, in: counted{r: conn}}
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

// counted counts what is read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// line is a connection that counts both ways.
type line struct {
	net.Conn
	in  counted
	out int64
}

func (l *line) Read(p []byte) (int, error) { return l.in.Read(p) }

func (l *line) Write(p []byte) (int, error) {
	n, err := l.Conn.Write(p)
	l.out += int64(n)
	return n, err
}
