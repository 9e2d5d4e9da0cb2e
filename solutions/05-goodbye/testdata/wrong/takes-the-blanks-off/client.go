// Wrong: takes the blanks at the edges of the last words off.
// fails: hang-scenes
// breaks: hang-last
package goodbye

import (
	"bytes"
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.Write(bytes.TrimSpace(last)); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
