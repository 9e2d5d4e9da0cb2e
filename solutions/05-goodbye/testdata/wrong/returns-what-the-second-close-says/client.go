// Wrong: closes twice, and returns the error of the second time.
// fails: still-listens, peer-first, hang-scenes, together
// breaks: hang-good-end
package goodbye

import (
	"errors"
	"io"
	"net"
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
	rest, err = io.ReadAll(conn)
	if err == nil {
		err = conn.Close()
	}
	return rest, err
}
