// Right: listens in a goroutine while it still speaks, as one must with a peer that never pauses.
package goodbye

import (
	"bytes"
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
	if _, err := io.Copy(conn, bytes.NewReader(last)); err != nil {
		conn.Close() // lets the listener go
		<-heard
		return rest.Bytes(), err
	}
	_ = conn.CloseWrite()
	err := <-heard
	return rest.Bytes(), err
}
