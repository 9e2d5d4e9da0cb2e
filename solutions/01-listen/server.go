// Package listen is lesson 01: a server that can be found, and a client that looks for it.
package listen

import "net"

// Listen claims addr, and returns a listener on that very host and nowhere else. addr is
// "host:port": an IP address, IPv6 in brackets, and a port, 0 for one that the system chooses.
// (Nobody asks for a name, for 0.0.0.0 or [::], or for an empty host or port.) The
// listener's Addr tells the port.
//
// Clients can connect as soon as Listen returns, a hundred of them before the first Accept.
// Accept hands out each caller once, first come, first served, until Close. Close wakes an
// Accept that waits, in whose error errors.Is finds net.ErrClosed, and frees the port before it
// returns. Many listeners can be open at once.
//
// If the system refuses addr, because it is taken or not this machine's, errors.Is finds that
// reason in the error, and no other. A malformed addr is an error for neither of these reasons.
//
// By the time net.Listen returns, the kernel has done socket, bind and listen: from then on
// it completes handshakes by itself (RFC 9293 §3.5) and queues the callers for Accept.
func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
