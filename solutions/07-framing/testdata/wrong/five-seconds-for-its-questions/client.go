// Wrong: waits for five seconds at most until its questions have gone, when all replies are there.
// fails: sends-to-the-end
// breaks: when-done
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
		select {
		case unsent := <-sent:
			if unsent != nil {
				err = unsent
			}
			conn.Close()
		default:
			conn.Close()
			<-sent
		}
		return replies, err
	}
	select {
	case err := <-sent:
		return replies, err
	case <-time.After(5 * time.Second):
		return replies, nil
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
