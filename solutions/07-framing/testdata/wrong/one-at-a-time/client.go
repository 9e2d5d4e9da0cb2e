// Wrong: waits for each reply before it asks the next question.
// fails: pipelined
// breaks: asks-all
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
	var replies [][]byte
	for _, question := range questions {
		if err := WriteFrame(conn, question); err != nil {
			conn.Close()
			return replies, err
		}
		reply, err := ReadFrame(conn, limit)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			conn.Close()
			return replies, err
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
