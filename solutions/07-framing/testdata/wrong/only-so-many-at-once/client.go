// Wrong: keeps no more than sixteen questions under way.
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
	const window = 16
	var replies [][]byte
	for i := range len(questions) + window {
		if i < len(questions) {
			if err := WriteFrame(conn, questions[i]); err != nil {
				conn.Close()
				return replies, err
			}
		}
		if i < window || len(replies) == len(questions) {
			continue
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
