package listen

import (
	"net"
	"sync"
)

var config = sync.OnceValue(func() *net.ListenConfig { return new(net.ListenConfig) })

var checked = sync.OnceValues(func() (settings, error) { return settings{}, nil })

type settings struct{}

func Listen(addr string) (net.Listener, error) {
	if _, err := checked(); err != nil {
		return nil, err
	}
	_ = config()
	return net.Listen("tcp", addr)
}
