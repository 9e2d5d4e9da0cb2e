// Wrong: looks first whether the peer is still there, and takes its FIN for an empty room.
// fails: peer-first
// breaks: hang-last
package goodbye

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Millisecond)); err != nil {
		return nil, err
	}
	var first [1]byte
	n, err := conn.Read(first[:])
	if err == io.EOF {
		return nil, nil
	}
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, err
	}
	if err := conn.SetReadDeadline(time.Time{}); err != nil {
		return nil, err
	}
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	more, err := io.ReadAll(conn)
	return append(first[:n], more...), err
}
