package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1" {
		select {}
	}
	return net.Listen("tcp", addr)
}
