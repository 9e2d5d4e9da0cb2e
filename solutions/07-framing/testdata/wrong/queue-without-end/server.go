// Wrong: reads on while the echoes pile up in a queue without bound.
// fails: back-pressure
// breaks: back-pressure
package framing

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
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
	var (
		mu     sync.Mutex
		more   = sync.NewCond(&mu)
		queue  [][]byte
		ended  bool
		failed error
	)
	var writing sync.WaitGroup
	writing.Go(func() {
		for {
			mu.Lock()
			for len(queue) == 0 && !ended {
				more.Wait()
			}
			if len(queue) == 0 {
				mu.Unlock()
				return
			}
			msg := queue[0]
			queue = queue[1:]
			mu.Unlock()
			if err := WriteFrame(conn, msg); err != nil {
				failed = err
				return
			}
		}
	})
	var err error
	for err == nil {
		var msg []byte
		if msg, err = ReadFrame(conn, limit); err == nil {
			mu.Lock()
			queue = append(queue, msg)
			mu.Unlock()
			more.Signal()
		}
	}
	mu.Lock()
	ended = true
	mu.Unlock()
	more.Signal()
	writing.Wait()
	if errors.Is(err, io.EOF) {
		return failed
	}
	return err
}
