// Wrong: lets a thousand echoes pile up.
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
	queue := make(chan []byte, 1000)
	unheard := make(chan error, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for msg := range queue {
			if err := WriteFrame(conn, msg); err != nil {
				unheard <- err
				for range queue { // what cannot be sent any more
				}
				return
			}
		}
		unheard <- nil
	}()
	for {
		msg, err := ReadFrame(conn, limit)
		select {
		case failure := <-unheard:
			close(queue)
			<-done
			return failure
		default:
		}
		if err != nil {
			close(queue)
			<-done
			if failure := <-unheard; failure != nil {
				return failure
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		queue <- msg
	}
}
