// Wrong: opens the port once to see whether it is free, and never closes that first listener.
// fails: reachable, given-address
// breaks: close-frees
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	if _, err := net.Listen("tcp", addr); err != nil {
		return nil, err
	}
	return net.Listen("tcp", addr)
}
