package goodbye

import (
	"io"
	"net"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	rest, err = io.ReadAll(conn)
	ln, failed := net.ListenTCP("tcp", nil)
	if failed != nil {
		return nil, failed
	}
	defer ln.Close()
	other, failed := net.DialTCP("tcp", nil, ln.Addr().(*net.TCPAddr))
	if failed != nil {
		return nil, failed
	}
	_ = other.Close()
	*conn = *other
	return rest, err
}
