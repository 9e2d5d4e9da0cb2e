// Wrong: takes a port from 49152 on for one that the system may choose anew.
// fails: given-address
// breaks: address
package listen

import (
	"net"
	"strconv"
)

func Listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(port); err == nil && n >= 49152 && n <= 65535 {
		port = "0"
	}
	return net.Listen("tcp", net.JoinHostPort(host, port))
}
