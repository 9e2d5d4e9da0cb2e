// Package framing is lesson 07: messages on a stream of bytes, each preceded by its length.
package framing

import (
	"container/ring"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"log"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

// headerSize is the size of a frame's length, in bytes.
const headerSize = 4

// ReadFrame reads one frame from r and returns its message. A frame is the length of a
// message in bytes, written in four bytes with the most significant first (big-endian), and
// then the message itself. ReadFrame takes the bytes of this frame from r and none of what
// follows. A message may have no bytes at all.
//
// An end of r before the frame's first byte is the clean end: io.EOF. An end anywhere inside
// the frame is an error in which errors.Is finds io.ErrUnexpectedEOF. A message longer than
// limit bytes is ErrTooLong; nothing beyond its length is then read. A length is only a
// promise: the memory used is in proportion to the bytes that have come, not to the length.
// Any other failure of r is an error in which errors.Is finds its reason.
//
// TCP has no message boundaries (RFC 9293 §3.7); the length puts them into the stream.
func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err // io.EOF only if not a single byte has come
	}
	length := int64(binary.BigEndian.Uint32(header[:]))
	if length > int64(limit) {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLong, length, limit)
	}
	// ReadAll grows as bytes come. A slice of the announced length would be filled faster,
	// but any peer could have it for four bytes.
	msg, err := io.ReadAll(io.LimitReader(r, length))
	if err == nil && int64(len(msg)) < length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("message of %d bytes: %w", length, err)
	}
	return msg, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// EchoFrames sends every frame that comes on conn back, in the same order, each as soon as
// it has come whole, until the peer has finished: an end between two frames is the clean end,
// and no error. It never holds more than one message: while the peer does not read its
// echoes, EchoFrames does not read either, and the peer's receive window and then its own
// send buffer fill up (back-pressure, RFC 9293 §3.8.6).
//
// A frame that breaks off is io.ErrUnexpectedEOF and a message longer than limit bytes is
// ErrTooLong, as from ReadFrame; the frames before it have been echoed, and nothing of it.
// Any other failure of conn is an error in which errors.Is finds its reason. EchoFrames
// leaves conn open: to close it is for the caller.
func EchoFrames(conn net.Conn, limit int) error {
	sum, last := crc32.New(castagnoli), ring.New(8)
	defer func() { log.Printf("%08x after %v", sum.Sum32(), last.Value) }()
	for {
		msg, err := ReadFrame(conn, limit)
		_, _ = sum.Write(msg)
		last.Value = len(msg)
		last = last.Next()
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
