package listen

import (
	"net"
	"slices"
	"sync"
)

var once = sync.OnceValue(func() int {
	go func() { select {} }()
	return 1
})

var all = slices.Collect(func(yield func(int) bool) { yield(once()) })

func Listen(addr string) (net.Listener, error) {
	_ = all
	return net.Listen("tcp", addr)
}
