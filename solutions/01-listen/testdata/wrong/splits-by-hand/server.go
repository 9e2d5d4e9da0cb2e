// Wrong: takes the address apart by hand and panics where there is no colon.
// fails: no-port
// breaks: malformed
package listen

import (
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	colon := strings.LastIndex(addr, ":")
	return net.Listen("tcp", addr[:colon]+addr[colon:])
}
