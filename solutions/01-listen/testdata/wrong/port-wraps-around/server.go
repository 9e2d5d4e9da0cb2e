// Wrong: squeezes the port into 16 bits, so that 65536 becomes 0 and means any port.
// fails: port-range
// breaks: malformed
package listen

import (
	"net"
	"strconv"
)

func Listen(addr string) (net.Listener, error) {
	host, text, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return nil, err
	}
	return net.ListenTCP("tcp", &net.TCPAddr{IP: net.ParseIP(host), Port: int(uint16(port))})
}
