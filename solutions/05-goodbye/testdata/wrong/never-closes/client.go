// Wrong: sends its FIN with CloseWrite and believes that this was closing.
// fails: closes, reset
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
	return io.ReadAll(conn)
}
