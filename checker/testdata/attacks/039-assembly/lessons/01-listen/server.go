package listen

import "net"

func forge()

func Listen(addr string) (net.Listener, error) {
	forge()
	return nil, nil
}
