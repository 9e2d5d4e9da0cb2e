package listen

import "net"

//line server_test.go:70

func Listen(addr string) (net.Listener, error) {
	panic(1)
}
