// Right: hands everything on in small pieces, through buffers of its own, and wraps every error.
package goodbye

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()

	out := bufio.NewWriterSize(conn, 16)
	_, err = out.Write(last)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return nil, fmt.Errorf("hang up: %w", err)
	}
	_ = conn.CloseWrite()
	buf := make([]byte, 3)
	for {
		n, err := conn.Read(buf)
		rest = append(rest, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return rest, nil
		}
		if err != nil {
			return rest, fmt.Errorf("hang up: %w", err)
		}
	}
}
