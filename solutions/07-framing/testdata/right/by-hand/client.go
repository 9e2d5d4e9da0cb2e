// Right: reads in a goroutine and asks in its own, with a bytes.Buffer for each frame.
package framing

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync"
)

func WriteFrame(w io.Writer, msg []byte) error {
	if uint64(len(msg)) >= 1<<32 {
		return fmt.Errorf("%d bytes are too many", len(msg))
	}
	var frame bytes.Buffer
	binary.Write(&frame, binary.BigEndian, uint32(len(msg)))
	frame.Write(msg)
	_, err := frame.WriteTo(w)
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	var once sync.Once
	var reason error
	fail := func(err error) {
		once.Do(func() {
			reason = err
			conn.Close()
		})
	}
	replies := make([][]byte, 0, len(questions))
	var reading sync.WaitGroup
	reading.Go(func() {
		for len(replies) < len(questions) {
			reply, err := ReadFrame(conn, limit)
			if err == io.EOF {
				err = fmt.Errorf("%d replies are missing: %w", len(questions)-len(replies), io.ErrUnexpectedEOF)
			}
			if err != nil {
				fail(err)
				return
			}
			replies = append(replies, reply)
		}
	})
	for _, question := range questions {
		if err := WriteFrame(conn, question); err != nil {
			fail(err)
			break
		}
	}
	reading.Wait()
	return replies, reason
}
