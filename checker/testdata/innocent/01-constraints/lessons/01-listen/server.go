package listen

import "net"

type name interface{ ~string }

type network string

func open[N, A name](n N, addr A) (net.Listener, error) { return net.Listen(string(n), string(addr)) }

func Listen(addr string) (net.Listener, error) { return open(network("tcp"), addr) }
