// Wrong: hands io.EOF on as an error, though it is the end that was waited for.
// fails: still-listens, peer-first
// breaks: hang-good-end
package goodbye

import "net"

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer conn.Close()
	if _, err := conn.Write(last); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	buf := make([]byte, 4096)
	for {
		n, err := conn.Read(buf)
		rest = append(rest, buf[:n]...)
		if err != nil {
			return rest, err
		}
	}
}
