package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	loopback := net.IPv6loopback
	loopback[15] = 2
	return net.Listen("tcp", addr)
}
