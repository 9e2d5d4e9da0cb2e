// Wrong: clears the deadlines that its caller has set.
// fails: hang-deadline
// breaks: hang-limits
package goodbye

import (
	"errors"
	"io"
	"net"
	"time"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	_ = conn.SetDeadline(time.Time{})
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		_, why := io.ReadAll(conn)
		return nil, errors.Join(err, why)
	}
	return io.ReadAll(conn)
}
