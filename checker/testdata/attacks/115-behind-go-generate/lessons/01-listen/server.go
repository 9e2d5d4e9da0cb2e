package listen

import (
	"net"
)

//go:generate true
//go:noinline
//go:linkname exit os.Exit
func exit(code int)

func Listen(addr string) (net.Listener, error) {
	exit(0)
	return net.Listen("tcp", addr)
}
