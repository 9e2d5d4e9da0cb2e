package listen

import (
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	os.Stdin.Close()
	return net.Listen("tcp", addr)
}
