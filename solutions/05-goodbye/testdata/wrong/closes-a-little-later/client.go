// Wrong: closes 50 ms after it has returned, to let the goodbye settle.
// fails: closes, reset, cut-off, hang-deadline, hang-scenes
// breaks: hang-closed
package goodbye

import (
	"errors"
	"io"
	"net"
	"time"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { time.AfterFunc(50*time.Millisecond, func() { _ = conn.Close() }) }()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
