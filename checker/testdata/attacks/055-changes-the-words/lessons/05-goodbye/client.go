package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	clear(last)
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	return io.ReadAll(conn)
}
