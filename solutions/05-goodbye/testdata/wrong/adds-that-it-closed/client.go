// Wrong: closes twice, and returns with each failure that the connection is closed.
// fails: hang-scenes
// breaks: hang-reason
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
	if err != nil {
		_ = conn.Close()
		_, closed := conn.Read(make([]byte, 1))
		return rest, errors.Join(err, closed)
	}
	return rest, nil
}
