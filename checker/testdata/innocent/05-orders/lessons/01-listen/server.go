package listen

//go:generate echo nothing to be made

import "net"

//go:noinline
func Listen(addr string) (net.Listener, error) { return listen("tcp", addr) }

// listen may be replaced in a test.
var listen = net.Listen
