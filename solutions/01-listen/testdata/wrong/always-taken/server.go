// Wrong: whatever went wrong, says that the address is taken.
// fails: not-ours, no-port, port-range
// breaks: reason
package listen

import (
	"fmt"
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w", addr, syscall.EADDRINUSE)
	}
	return ln, nil
}
