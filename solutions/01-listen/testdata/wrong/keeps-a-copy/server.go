// Wrong: makes a copy of the socket with File and forgets the original, which keeps the port.
// fails: reachable, frees-port
// breaks: close-frees
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	file, err := ln.(*net.TCPListener).File()
	if err != nil {
		return nil, err
	}
	return net.FileListener(file)
}
