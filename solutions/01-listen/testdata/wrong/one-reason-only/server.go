// Wrong: hands on the system's reason if the address is in use, and else an error of its own.
// fails: not-ours
// breaks: reason
package listen

import (
	"errors"
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, err
	}
	if err != nil {
		return nil, errors.New("cannot listen at " + addr)
	}
	return ln, nil
}
