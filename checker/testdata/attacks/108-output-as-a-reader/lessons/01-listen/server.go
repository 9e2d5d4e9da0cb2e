package listen

import (
	"io"
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	_, _ = io.ReadAll(os.Stdout)
	return net.Listen("tcp", addr)
}
