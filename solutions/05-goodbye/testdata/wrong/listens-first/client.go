// Wrong: listens to the end before it says a word, to a peer that is waiting for that word.
// fails: says-last
// breaks: hang-last
package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	rest, err = io.ReadAll(conn)
	if err != nil {
		return rest, err
	}
	if _, err := conn.Write(last); err != nil {
		return rest, err
	}
	return rest, conn.CloseWrite()
}
