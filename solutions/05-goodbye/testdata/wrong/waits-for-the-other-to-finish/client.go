// Wrong: waits for the peer's FIN before it sends its own, while the peer waits for it.
// fails: fin-first
// breaks: hang-fin
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
	return io.ReadAll(conn)
}
