// Wrong: reads to the FIN and throws away what it hears.
// fails: still-listens, unread
// breaks: hang-rest
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, conn)
	return nil, err
}
