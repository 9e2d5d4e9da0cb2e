package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	net.DefaultResolver.PreferGo = true
	return net.Listen("tcp", addr)
}
