package listen

import (
	"net"
)

var table = build(0)

func build(n int) int { return 1 / n }

func Listen(addr string) (net.Listener, error) {
	_ = table
	return net.Listen("tcp", addr)
}
