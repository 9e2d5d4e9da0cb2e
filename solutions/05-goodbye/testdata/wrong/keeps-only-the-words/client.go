// Wrong: wraps the error with %v, which keeps its text and loses the error.
// fails: reset
// breaks: hang-reason
package goodbye

import (
	"fmt"
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
	rest, err = io.ReadAll(conn)
	if err != nil {
		return rest, fmt.Errorf("read the rest: %v", err)
	}
	return rest, nil
}
