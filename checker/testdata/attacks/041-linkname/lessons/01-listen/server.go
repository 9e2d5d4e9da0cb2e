package listen

import "net"

//go:linkname exit os.runtime_beforeExit
func exit(code int) {}

func Listen(addr string) (net.Listener, error) {
	exit(0)
	return nil, nil
}
