// Wrong: tells of the failed Read, even if it failed because a question could not be sent, unless it says that the line was closed.
// fails: ask-scenes
// breaks: first-reason
package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"sync"
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
	var unread, unsent error
	var halves sync.WaitGroup
	halves.Go(func() {
		if unsent = send(conn, questions); unsent != nil {
			conn.Close()
		}
	})
	halves.Go(func() {
		if replies, unread = receive(conn, len(questions), limit); unread != nil {
			conn.Close()
		}
	})
	halves.Wait()
	if unread != nil && (unsent == nil || !errors.Is(unread, net.ErrClosed) && !errors.Is(unread, io.ErrClosedPipe)) {
		return replies, unread
	}
	return replies, unsent
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
