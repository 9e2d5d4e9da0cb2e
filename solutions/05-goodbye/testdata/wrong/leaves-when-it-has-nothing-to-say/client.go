// Wrong: has nothing to say, and closes at once.
// fails: hang-scenes
// breaks: hang-until-fin
package goodbye

import (
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if len(last) == 0 {
		return nil, nil
	}
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
