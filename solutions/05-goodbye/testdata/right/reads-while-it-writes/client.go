// Right: listens in a goroutine while it still speaks, as one must with a peer that never pauses.
package goodbye

import (
	"bytes"
	"errors"
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) ([]byte, error) {
	defer conn.Close()
	var rest bytes.Buffer
	heard := make(chan error, 1)
	go func() {
		_, err := io.Copy(&rest, conn)
		heard <- err
	}()
	_, err := io.Copy(conn, bytes.NewReader(last))
	if err == nil {
		err = conn.CloseWrite()
	}
	if err != nil {
		conn.Close() // lets the listener go
	}
	err = errors.Join(err, <-heard)
	return rest.Bytes(), err
}
