// Wrong: says goodbye and puts the receiver down at once, whatever the peer still says.
// fails: still-listens
// breaks: hang-until-fin
package goodbye

import "net"

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	return nil, conn.CloseWrite()
}
