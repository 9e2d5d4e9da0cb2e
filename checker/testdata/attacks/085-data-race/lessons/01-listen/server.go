package listen

import (
	"fmt"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		count, done := 0, make(chan bool)
		for range 2 {
			go func() {
				for range 1000 {
					count++
				}
				done <- true
			}()
		}
		<-done
		<-done
		return nil, fmt.Errorf("%d", count)
	}
	return net.Listen("tcp", addr)
}
