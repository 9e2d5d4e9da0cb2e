// Wrong: takes the deadline for reading away when it has done, whoever has set it.
// fails: ask-scenes
// breaks: deadlines-kept
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"time"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	frame := make([]byte, 0, 4+len(msg))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(msg)))
	frame = append(frame, msg...)
	_, err := w.Write(frame)
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
	if err == nil {
		_ = conn.SetReadDeadline(time.Time{})
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
