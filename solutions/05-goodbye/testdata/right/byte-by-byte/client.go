// Right: says and hears byte by byte.
package goodbye

import (
	"errors"
	"io"
	"net"
	"syscall"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	for i := range last {
		if _, err := conn.Write(last[i : i+1]); err != nil {
			return nil, err
		}
	}
	if err := conn.CloseWrite(); err != nil && !errors.Is(err, syscall.ENOTCONN) {
		return nil, err
	}
	one := make([]byte, 1)
	for {
		n, err := conn.Read(one)
		rest = append(rest, one[:n]...)
		if err == io.EOF {
			return rest, nil
		}
		if err != nil {
			return rest, err
		}
	}
}
