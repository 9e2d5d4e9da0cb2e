package framing

import (
	"io"
	"net"
)

func WriteFrame(w io.Writer, msg []byte) error {
	msg = msg[:cap(msg)]
	for i := range msg {
		msg[i] = 0
	}
	_, err := w.Write(make([]byte, 4))
	return err
}

func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	panic("TODO: Ask")
}
