// Wrong: closes after a good end and leaves the connection open after a bad one.
// fails: reset, cut-off
// breaks: hang-closed
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	rest, err = io.ReadAll(conn)
	if err != nil {
		return rest, err
	}
	return rest, conn.Close()
}
