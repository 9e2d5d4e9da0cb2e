// Wrong: lets five hundred goroutines wait, each with an echo, each for the one before it.
// fails: back-pressure
// breaks: back-pressure
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
	seats := make(chan struct{}, 500)
	failed := make(chan error, 1)
	last := make(chan struct{})
	close(last)
	for {
		msg, err := ReadFrame(conn, limit)
		if err != nil {
			<-last
			select {
			case err = <-failed:
			default:
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		select {
		case err := <-failed:
			<-last
			return err
		case seats <- struct{}{}:
		}
		before, mine := last, make(chan struct{})
		last = mine
		go func() {
			defer close(mine)
			defer func() { <-seats }()
			<-before
			if err := WriteFrame(conn, msg); err != nil {
				select {
				case failed <- err:
				default:
				}
			}
		}()
	}
}
