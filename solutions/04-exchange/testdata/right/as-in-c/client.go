// Right: counts down what is missing, as one does in C, and hands every error on with the bytes so far.
package exchange

import (
	"io"
	"net"
)

type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

func Answer(conn HalfCloser, size int, reply string) (string, error) {
	buf := make([]byte, size)
	p, left := 0, size
	for left > 0 {
		n, err := conn.Read(buf[p : p+left])
		p, left = p+n, left-n
		if left > 0 && err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return string(buf[:p]), err
		}
	}
	for q := 0; q < len(reply); {
		n, err := conn.Write([]byte(reply[q:]))
		if q += n; err != nil {
			return string(buf), err
		}
	}
	return string(buf), conn.CloseWrite()
}
