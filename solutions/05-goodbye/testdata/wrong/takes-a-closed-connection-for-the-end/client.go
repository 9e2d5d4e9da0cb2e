// Wrong: takes a connection that was closed meanwhile for a proper end.
// fails: hang-scenes
// breaks: hang-reason
package goodbye

import (
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	rest, err = io.ReadAll(conn)
	if errors.Is(err, net.ErrClosed) {
		err = nil
	}
	return rest, err
}
