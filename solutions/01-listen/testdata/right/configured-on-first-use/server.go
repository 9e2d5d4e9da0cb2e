// Right: keeps its configuration in the package, made on first use, and asks for multipath TCP.
package listen

import (
	"context"
	"net"
	"sync"
)

var config = sync.OnceValue(func() *net.ListenConfig {
	c := new(net.ListenConfig)
	c.SetMultipathTCP(true)
	c.KeepAlive = -1
	return c
})

func Listen(addr string) (net.Listener, error) {
	return config().Listen(context.Background(), "tcp", addr)
}
