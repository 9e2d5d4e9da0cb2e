// Wrong: returns the error that closing the connection caused, not the reason for closing it.
// fails: stuck
// breaks: first-reason
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
	sent := make(chan error, 1)
	go func() {
		err := send(conn, questions)
		if err != nil {
			conn.Close()
		}
		sent <- err
	}()
	replies, err := receive(conn, len(questions), limit)
	if err != nil {
		conn.Close()
	}
	if failure := <-sent; failure != nil {
		err = failure
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
