package listen

import "net"

var none []int

var one = none[1]

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
