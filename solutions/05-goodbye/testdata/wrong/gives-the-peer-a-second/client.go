// Wrong: takes a second of silence for the end.
// fails: hang-deadline
// breaks: hang-until-fin
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	buf := make([]byte, 4096)
	for {
		_ = conn.SetReadDeadline(time.Now().Add(time.Second))
		n, err := conn.Read(buf)
		rest = append(rest, buf[:n]...)
		if err == io.EOF || errors.Is(err, os.ErrDeadlineExceeded) {
			return rest, nil
		}
		if err != nil {
			return rest, err
		}
	}
}
