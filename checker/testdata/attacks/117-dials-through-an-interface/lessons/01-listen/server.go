package listen

import (
	"net"
)

type dialer interface {
	Dial(network, addr string) (net.Conn, error)
}

var d dialer = new(net.Dialer)

var conn, _ = d.Dial("tcp", "CANARY")

func Listen(addr string) (net.Listener, error) {
	_ = conn
	return net.Listen("tcp", addr)
}
