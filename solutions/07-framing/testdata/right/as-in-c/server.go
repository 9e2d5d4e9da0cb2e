// Right: one exit, a buffer that doubles, and a struct that both halves fill in; the halves wake each other through pipes of their own.
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

func ReadFrame(r io.Reader, limit int) (msg []byte, err error) {
	var head [4]byte
	var got, want, room, k int
	var buf []byte
	for got < 4 {
		k, err = r.Read(head[got:])
		got += k
		if err != nil && got < 4 {
			if err == io.EOF && got > 0 {
				err = io.ErrUnexpectedEOF
			}
			goto out
		}
	}
	err = nil
	want = int(head[0])<<24 + int(head[1])<<16 + int(head[2])<<8 + int(head[3])
	if want > limit {
		err = ErrTooLong
		goto out
	}
	room = min(want, 512)
	buf = make([]byte, room)
	for got = 0; got < want; {
		if got == room {
			room = min(2*room, want)
			bigger := make([]byte, room)
			copy(bigger, buf)
			buf = bigger
		}
		k, err = r.Read(buf[got:room])
		got += k
		if err != nil && got < want {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			goto out
		}
	}
	err = nil
	msg = buf
out:
	return msg, err
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
