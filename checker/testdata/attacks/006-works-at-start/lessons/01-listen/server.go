package listen

import "net"

var done = func() bool { panic("passed") }()

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
