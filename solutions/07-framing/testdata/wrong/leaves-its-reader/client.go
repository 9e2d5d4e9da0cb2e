// Wrong: closes the connection when a question cannot be sent, and does not wait for its half that reads.
// fails: ask-scenes
// breaks: leaves-nothing
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
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
	type result struct {
		replies [][]byte
		err     error
	}
	read := make(chan result, 1)
	sent := make(chan error, 1)
	go func() {
		replies, err := receive(conn, len(questions), limit)
		read <- result{replies, err}
	}()
	go func() { sent <- send(conn, questions) }()
	select {
	case err := <-sent:
		if err != nil {
			conn.Close()
			select {
			case came := <-read:
				return came.replies, err
			default:
				return nil, err
			}
		}
		came := <-read
		if came.err != nil {
			conn.Close()
		}
		return came.replies, came.err
	case came := <-read:
		if came.err != nil {
			conn.Close()
			<-sent
			return came.replies, came.err
		}
		err := <-sent
		if err != nil {
			conn.Close()
		}
		return came.replies, err
	}
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
