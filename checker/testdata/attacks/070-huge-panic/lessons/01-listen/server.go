package listen

import (
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		panic(strings.Repeat("<b>", 10<<20/3))
	}
	return net.Listen("tcp", addr)
}
