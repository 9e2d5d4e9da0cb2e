// Right: recv_exactly and sendall with an iterator of pieces.
package exchange

import (
	"fmt"
	"io"
	"net"
	"strings"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func pieces(conn net.Conn, missing int) func(yield func([]byte, error) bool) {
	return func(yield func([]byte, error) bool) {
		for missing > 0 {
			piece := make([]byte, min(missing, 1024))
			n, err := conn.Read(piece)
			if missing -= n; missing == 0 {
				err = nil
			}
			if !yield(piece[:n], err) || err != nil {
				return
			}
		}
	}
}

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	greeting := ""
	for piece, err := range pieces(conn, size) {
		greeting += string(piece)
		switch {
		case err == io.EOF:
			return greeting, fmt.Errorf("%d of %d bytes: %w", len(greeting), size, io.ErrUnexpectedEOF)
		case err != nil:
			return greeting, err
		}
	}
	if _, err := strings.NewReader(reply).WriteTo(conn); err != nil {
		return greeting, err
	}
	return greeting, conn.CloseWrite()
}
