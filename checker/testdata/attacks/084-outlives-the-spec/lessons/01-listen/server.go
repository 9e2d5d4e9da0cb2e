package listen

import (
	"net"
	"time"
)

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		go func() {
			for {
				time.Sleep(time.Millisecond)
			}
		}()
	}
	return net.Listen("tcp", addr)
}
