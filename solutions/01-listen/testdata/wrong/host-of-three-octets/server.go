// Wrong: looks only whether the host begins with 127.0.0, and listens at 127.0.0.1 then.
// fails: every-host
// breaks: that-host-alone
package listen

import (
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	if strings.HasPrefix(addr, "127.0.0.") {
		if _, port, err := net.SplitHostPort(addr); err == nil {
			addr = "127.0.0.1:" + port
		}
	}
	return net.Listen("tcp", addr)
}
