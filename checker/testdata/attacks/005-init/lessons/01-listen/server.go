package listen

import "net"

func init() { panic("passed") }

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
