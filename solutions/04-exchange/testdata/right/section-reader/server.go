// Right: reads through an io.LimitedReader of one byte less than it fears, and looks for the byte too many apart.
package exchange

import (
	"bytes"
	"errors"
	"io"
	"net"
)

var ErrTooLong = errors.New("reply too long")

func Greet(conn net.Conn, greeting string, limit int) (string, error) {
	if _, err := io.Copy(conn, bytes.NewBufferString(greeting)); err != nil {
		return "", err
	}
	allowed := &io.LimitedReader{R: conn, N: int64(limit)}
	reply, err := io.ReadAll(allowed)
	if err != nil || allowed.N > 0 {
		return string(reply), err
	}
	for {
		n, err := conn.Read(make([]byte, 1))
		switch {
		case n > 0:
			return "", ErrTooLong
		case err == io.EOF:
			return string(reply), nil
		case err != nil:
			return "", err
		}
	}
}
