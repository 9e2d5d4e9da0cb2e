// Wrong: keeps the port and drops the host, so that the listener is open to the whole network.
// fails: loopback-only
// breaks: that-host-alone
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	return net.Listen("tcp", ":"+port)
}
