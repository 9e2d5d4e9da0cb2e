// Right: keeps a pool of buffers in the package, made when it is first needed.
package framing

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"sync"
)

var (
	once    sync.Once
	buffers *sync.Pool
)

// pool is where the buffers are.
func pool() *sync.Pool {
	once.Do(func() { buffers = &sync.Pool{New: func() any { return new(bytes.Buffer) }} })
	return buffers
}

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return fmt.Errorf("%d bytes: %w", len(msg), ErrTooLong)
	}
	frame := pool().Get().(*bytes.Buffer)
	frame.Reset()
	defer func() {
		frame.Reset()
		pool().Put(frame)
	}()
	_ = binary.Write(frame, binary.BigEndian, uint32(len(msg)))
	frame.Write(msg)
	_, err := w.Write(frame.Bytes())
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	var replies [][]byte
	done := make(chan error, 2)
	go func() { done <- send(conn, questions) }()
	go func() {
		var err error
		replies, err = receive(conn, len(questions), limit)
		done <- err
	}()
	var err error
	for range 2 {
		if failure := <-done; failure != nil && err == nil {
			err = failure
			conn.Close() // ends the wait of the other one
		}
	}
	return replies, err
}

func send(conn net.Conn, questions [][]byte) error {
	for i, question := range questions {
		if err := WriteFrame(conn, question); err != nil {
			return fmt.Errorf("question %d: %w", i+1, err)
		}
	}
	return nil
}

func receive(conn net.Conn, count, limit int) ([][]byte, error) {
	var replies [][]byte
	for range count {
		reply, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return replies, fmt.Errorf("reply %d: %w", len(replies)+1, err)
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
