// Wrong: hears 256 KiB and no more.
// fails: still-listens
// breaks: hang-rest
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
	return io.ReadAll(io.LimitReader(conn, 1<<18))
}
