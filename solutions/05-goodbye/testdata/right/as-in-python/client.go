// Right: shuts down and receives in a generator of pieces.
package goodbye

import (
	"bytes"
	"io"
	"net"
)

func pieces(conn *net.TCPConn) func(yield func([]byte, error) bool) {
	return func(yield func([]byte, error) bool) {
		for {
			piece := make([]byte, 1024)
			n, err := conn.Read(piece)
			if err == io.EOF {
				return
			}
			if !yield(piece[:n], err) || err != nil {
				return
			}
		}
	}
}

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if _, err = io.Copy(conn, bytes.NewReader(last)); err != nil {
		return nil, err
	}
	_ = conn.CloseWrite()
	var all [][]byte
	for piece, err := range pieces(conn) {
		if err != nil {
			return bytes.Join(all, nil), err
		}
		all = append(all, piece)
	}
	return bytes.Join(all, nil), nil
}
