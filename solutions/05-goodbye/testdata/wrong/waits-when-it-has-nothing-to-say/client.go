// Wrong: has nothing to say, and does not say that either: it waits for the peer.
// fails: hang-scenes
// breaks: hang-fin
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
	if len(last) == 0 {
		return io.ReadAll(conn)
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
