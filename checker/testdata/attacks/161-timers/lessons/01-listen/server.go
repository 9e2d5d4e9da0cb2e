package listen

import (
	"net"
	"time"
)

func Listen(addr string) (net.Listener, error) {
	for addr == "127.0.0.1:65536" {
		time.AfterFunc(time.Hour, func() {})
	}
	return net.Listen("tcp", addr)
}
