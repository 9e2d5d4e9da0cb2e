// Wrong: closes both directions where it should close one: CloseWrite is a half close, Close is not.
// fails: still-listens, unread
// breaks: hang-until-fin
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.Close(); err != nil {
		return nil, err
	}
	return io.ReadAll(conn)
}
