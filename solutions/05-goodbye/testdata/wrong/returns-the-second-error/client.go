// Wrong: drops the error of the Write and returns that of CloseWrite, which does not know why.
// fails: cut-off, hang-scenes
// breaks: hang-reason
package goodbye

import (
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	_, _ = conn.Write(last)
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	return io.ReadAll(conn)
}
