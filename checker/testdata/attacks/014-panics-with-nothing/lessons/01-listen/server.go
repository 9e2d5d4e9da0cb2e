package listen

import "net"

type silent struct{}

func (silent) Error() string { panic(silent{}) }

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		panic(silent{})
	}
	return net.Listen("tcp", addr)
}
