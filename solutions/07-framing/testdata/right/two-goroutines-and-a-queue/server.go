// Right: reads in one goroutine and echoes in another, with a short queue between the two, which ends with the first echo that fails.
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
)

// ErrTooLong is the error for a message that is longer than allowed.
var ErrTooLong = errors.New("message too long")

func ReadFrame(r io.Reader, limit int) ([]byte, error) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, err
	}
	length := binary.BigEndian.Uint32(header)
	if int64(length) > int64(limit) {
		return nil, fmt.Errorf("%w (%d)", ErrTooLong, length)
	}
	const step = 1 << 16
	msg := make([]byte, 0, min(length, step))
	for missing := int(length); missing > 0; {
		n := min(missing, step)
		msg = slices.Grow(msg, n)
		if _, err := io.ReadFull(r, msg[len(msg):len(msg)+n]); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		msg, missing = msg[:len(msg)+n], missing-n
	}
	return msg, nil
}

func EchoFrames(conn net.Conn, limit int) error {
	queue := make(chan []byte, 8)
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
