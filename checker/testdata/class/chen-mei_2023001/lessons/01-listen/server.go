// Package listen is lesson 01: a server that can be found, and a client that looks for it.
package listen

import "net"

// Listen claims addr ("host:port"; port 0 lets the system choose) and returns a listener
// that clients can reach at once, on that host alone. The listener's Addr tells the port.
// A malformed or taken address is an error in which errors.Is finds the system's reason.
//
// By the time net.Listen returns, the kernel has done socket, bind and listen: from then on
// it completes handshakes by itself (RFC 9293 §3.5) and queues the callers for Accept.
func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
