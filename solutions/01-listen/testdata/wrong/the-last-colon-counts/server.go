// Wrong: cuts at the last colon, and listens at 127.0.0.1 if what stands before it is no address.
// fails: two-colons
// breaks: malformed
package listen

import (
	"errors"
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	i := strings.LastIndexByte(addr, ':')
	if i < 0 {
		return nil, errors.New("listen: no port in " + addr)
	}
	host := strings.Trim(addr[:i], "[]")
	if net.ParseIP(host) == nil {
		host = "127.0.0.1"
	}
	return net.Listen("tcp", net.JoinHostPort(host, addr[i+1:]))
}
