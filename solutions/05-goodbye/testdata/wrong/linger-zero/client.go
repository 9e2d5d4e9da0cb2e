// Wrong: sets linger 0 "to be rid of TIME-WAIT", which makes Close send a RST.
// fails: fin-first
// breaks: hang-fin
package goodbye

import "net"

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	if err := conn.SetLinger(0); err != nil {
		return nil, err
	}
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	return nil, conn.Close()
}
