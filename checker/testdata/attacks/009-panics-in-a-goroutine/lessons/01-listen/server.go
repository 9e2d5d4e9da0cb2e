package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		go func() { panic("boom") }()
		select {}
	}
	return net.Listen("tcp", addr)
}
