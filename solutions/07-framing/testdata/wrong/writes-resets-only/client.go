// Wrong: passes a reset on, and makes a text of every other failure.
// fails: write-scenes
// breaks: write-fails
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"syscall"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	frame := make([]byte, 0, 4+len(msg))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(msg)))
	frame = append(frame, msg...)
	_, err := w.Write(frame)
	if err != nil && !errors.Is(err, syscall.ECONNRESET) {
		return errors.New(err.Error())
	}
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
