// Wrong: leaves the connection open when a deadline has passed, for "the connection itself is whole".
// fails: hang-deadline, hang-scenes
// breaks: hang-closed
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() {
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			err = errors.Join(err, conn.Close())
		}
	}()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
