package goodbye

import "net"

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	other, err := net.DialTCP("tcp", nil, conn.LocalAddr().(*net.TCPAddr))
	if err != nil {
		other = &net.TCPConn{}
	}
	other.Close()
	*conn = *other
	return nil, nil
}
