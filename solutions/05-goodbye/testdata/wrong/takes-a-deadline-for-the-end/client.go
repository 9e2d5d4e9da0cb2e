// Wrong: takes the deadline that its caller has set for the end.
// fails: hang-deadline, hang-scenes
// breaks: hang-until-fin
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
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
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = nil
	}
	return rest, err
}
