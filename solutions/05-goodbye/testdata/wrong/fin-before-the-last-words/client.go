// Wrong: half-closes first and speaks afterwards, as if CloseWrite only announced the end.
// fails: says-last
// breaks: hang-last
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	return io.ReadAll(conn)
}
