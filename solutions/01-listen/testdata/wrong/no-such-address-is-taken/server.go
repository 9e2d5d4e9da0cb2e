// Wrong: says "in use" of every address that the system refuses, also of one that this machine does not have.
// fails: not-ours
// breaks: reason
package listen

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	var sys *os.SyscallError
	if errors.As(err, &sys) {
		return nil, fmt.Errorf("listen %s: %w", addr, syscall.EADDRINUSE)
	}
	return ln, err
}
