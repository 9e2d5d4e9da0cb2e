package listen

import (
	"net"
	"syscall"
)

var set = syscall.SetsockoptInt

func Listen(addr string) (net.Listener, error) {
	_ = set(3, syscall.SOL_SOCKET, syscall.SO_RCVBUF, 0)
	return net.Listen("tcp", addr)
}
