package listen

import (
	"net"
	"net/http"
)

func Listen(addr string) (net.Listener, error) {
	http.DefaultClient.Timeout = 1
	return net.Listen("tcp", addr)
}
