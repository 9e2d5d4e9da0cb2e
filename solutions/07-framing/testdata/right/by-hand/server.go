// Right: does by hand what the io package offers, and grows the message piece by piece.
package framing

import (
	"errors"
	"fmt"
	"io"
	"net"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	header, err := take(r, 4)
	switch {
	case err == io.EOF && len(header) == 0:
		return nil, io.EOF
	case err == io.EOF:
		return nil, fmt.Errorf("in the header: %w", io.ErrUnexpectedEOF)
	case err != nil:
		return nil, fmt.Errorf("in the header: %w", err)
	}
	length := uint64(header[0])<<24 | uint64(header[1])<<16 | uint64(header[2])<<8 | uint64(header[3])
	if limit < 0 || length > uint64(limit) {
		return nil, &tooLong{length}
	}
	msg, err := take(r, int(length))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return msg, err
}

// take reads n bytes, a little at a time; io.EOF means that there are fewer.
func take(r io.Reader, n int) ([]byte, error) {
	var got []byte
	var piece [512]byte
	for len(got) < n {
		k, err := r.Read(piece[:min(n-len(got), len(piece))])
		got = append(got, piece[:k]...)
		if err != nil && len(got) < n {
			return got, err
		}
	}
	return got, nil
}

// tooLong is an ErrTooLong that knows how long.
type tooLong struct{ length uint64 }

func (e *tooLong) Error() string        { return fmt.Sprint("refused: ", e.length, " bytes") }
func (e *tooLong) Is(target error) bool { return target == ErrTooLong }

func EchoFrames(conn net.Conn, limit int) error {
	msg, err := ReadFrame(conn, limit)
	for ; err == nil; msg, err = ReadFrame(conn, limit) {
		if err = WriteFrame(conn, msg); err != nil {
			break
		}
	}
	if err == io.EOF {
		return nil
	}
	return err
}
