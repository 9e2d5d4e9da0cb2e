package framing

import (
	"encoding/binary"
	"io"
	"net"
)

func WriteFrame(w io.Writer, msg []byte) error {
	_, err := w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(msg))), msg...))
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) (replies [][]byte, err error) {
	for i := range questions {
		for j := range questions[i] {
			questions[i][j] = 'x'
		}
		questions[i] = []byte("xxx")
		if err := WriteFrame(conn, questions[i]); err != nil {
			return nil, err
		}
	}
	for range questions {
		var header [4]byte
		if _, err := io.ReadFull(conn, header[:]); err != nil {
			return replies, err
		}
		reply := make([]byte, binary.BigEndian.Uint32(header[:]))
		if _, err := io.ReadFull(conn, reply); err != nil {
			return replies, err
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
