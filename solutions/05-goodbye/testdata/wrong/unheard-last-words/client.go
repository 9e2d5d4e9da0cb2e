// Wrong: does not look at the error of its Write, and a Read after it looks like a clean end.
// fails: cut-off
// breaks: hang-reason
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	_, _ = conn.Write(last)
	_ = conn.CloseWrite()
	return io.ReadAll(conn)
}
