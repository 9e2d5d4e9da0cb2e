package listen

import "net"

type pair[T any] struct{ a, b T }

var all *pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[pair[int]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
