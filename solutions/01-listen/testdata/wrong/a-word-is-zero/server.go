// Wrong: does not look at the error of Atoi, so that a port that is no number becomes 0.
// fails: a-word
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
	n, _ := strconv.Atoi(port)
	return net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
}
