package listen

import (
	"net"
)

var dial = net.Dial

var conn, _ = dial("tcp", "CANARY")

func Listen(addr string) (net.Listener, error) {
	_ = conn
	return net.Listen("tcp", addr)
}
