package listen

import "net"

var far = []int{1 << 30: 1}

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
