// Wrong: does not wait for the goroutine that asks.
// fails: sends-to-the-end, question-unsent
// breaks: when-done
package framing

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"net"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) > math.MaxUint32 {
		return ErrTooLong
	}
	frame := binary.BigEndian.AppendUint32(nil, uint32(len(msg)))
	_, err := w.Write(append(frame, msg...))
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	go send(conn, questions)
	replies, err := receive(conn, len(questions), limit)
	if err != nil {
		conn.Close()
	}
	return replies, err
}

func send(conn net.Conn, questions [][]byte) error {
	for _, question := range questions {
		if err := WriteFrame(conn, question); err != nil {
			return err
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
			return replies, err
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
