// Package framing is lesson 07: messages on a stream of bytes, each preceded by its length.
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

// ReadFrame reads one frame from r and returns its message. A frame is the length of a
// message in bytes, written in four bytes with the most significant first (big-endian), and
// then the message itself. ReadFrame takes the bytes of this frame from r and none of what
// follows. A message may have no bytes at all. Each message is the caller's own: no later
// call changes it.
//
// If r ends before the frame's first byte, that is the clean end: io.EOF. If r ends anywhere
// inside the frame, that is io.ErrUnexpectedEOF. A message longer than limit bytes is
// ErrTooLong; nothing beyond its length is then read. limit is never below 0. Any other
// failure of r is its own reason. errors.Is finds the reason in the error, and none of the
// other three.
//
// Bytes count before an error that comes with them: if they complete the frame, it is
// returned without an error. A Read of no bytes and no error says nothing: read on. A length
// is only a promise: ReadFrame never holds more than 1 MiB of memory and four times the bytes
// that have come.
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
	if int64(len(msg)) == length {
		return msg, nil // whatever has come with its last byte
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return nil, fmt.Errorf("message of %d bytes: %w", length, err)
}

// EchoFrames sends every frame that comes on conn back, in the same order, until the peer has
// finished: an end between two frames, or before the first, is the clean end and no error.
// Each frame goes back as soon as it has come whole and the one before it has gone. While the
// peer does not read its echoes, EchoFrames does not read on and pile them up: at most 64 KiB
// may wait, or sixteen frames if these are more.
//
// A frame that breaks off is io.ErrUnexpectedEOF and a message longer than limit bytes is
// ErrTooLong, as from ReadFrame; when EchoFrames returns, the frames before it have been
// echoed, and nothing of it. Any other failure of conn, in reading or in writing, is an error
// in which errors.Is finds its reason. When an echo cannot be sent, EchoFrames reads one more
// frame at most, and returns. It leaves conn open, also after a failure: to close it, or one
// direction of it, is for the caller.
//
// EchoFrames has no time limit of its own and leaves conn's deadlines as they are. Many
// connections may be served at the same time, and none holds up another. Nothing of
// EchoFrames' is at work when it has returned.
func EchoFrames(conn net.Conn, limit int) error {
	for {
		msg, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		// While this waits for a peer who does not read, nothing is read here either: the peer's
		// window and then its own send buffer fill up (back-pressure, RFC 9293 §3.8.6).
		if err := WriteFrame(conn, msg); err != nil {
			return err
		}
	}
}
