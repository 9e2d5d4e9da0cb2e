// Wrong: completes an address without a port, and calls itself with the same one again.
// fails: no-port
// breaks: malformed
package listen

import (
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	if !strings.Contains(addr, ":") {
		return Listen(strings.TrimSuffix(addr, ":0"))
	}
	return net.Listen("tcp", addr)
}
