package listen

import (
	"handshake/lessons/internal/kit"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	kit.InVain()
	return net.Listen("tcp", addr)
}
