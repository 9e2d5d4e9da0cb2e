// Wrong: takes a port below zero for one that was not given, and lets the system choose.
// fails: below-zero
// breaks: malformed
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
	if n, err := strconv.Atoi(port); err == nil && n < 0 {
		port = "0"
	}
	return net.Listen("tcp", net.JoinHostPort(host, port))
}
