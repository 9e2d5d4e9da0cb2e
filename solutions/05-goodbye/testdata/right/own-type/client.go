// Right: has a reader of its own type around the connection, with pieces of seven bytes.
package goodbye

import (
	"bytes"
	"fmt"
	"net"
)

type sips struct{ *net.TCPConn }

func (s sips) Read(p []byte) (int, error) { return s.TCPConn.Read(p[:min(7, len(p))]) }

func HangUp(conn *net.TCPConn, last []byte) ([]byte, error) {
	defer conn.Close()
	if _, err := conn.Write(last); err != nil {
		return nil, fmt.Errorf("last words: %w", err)
	}
	_ = conn.CloseWrite()
	var rest bytes.Buffer
	if _, err := rest.ReadFrom(sips{conn}); err != nil {
		return rest.Bytes(), fmt.Errorf("what was still to be heard: %w", err)
	}
	return rest.Bytes(), nil
}
