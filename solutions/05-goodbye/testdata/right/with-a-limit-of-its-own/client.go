// Right: gives the whole goodbye a generous time limit and wraps every error.
package goodbye

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	abandon := time.AfterFunc(time.Minute, func() { conn.Close() })
	defer abandon.Stop()
	defer conn.Close()

	out := bufio.NewWriterSize(conn, 16)
	_, err = out.Write(last)
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = conn.CloseWrite()
	}
	if err != nil {
		return nil, fmt.Errorf("hang up: %w", err)
	}
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
