// Right: parses the address itself and listens with the types of the net package.
package listen

import (
	"fmt"
	"net"
	"net/netip"
)

func Listen(addr string) (net.Listener, error) {
	where, err := netip.ParseAddrPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	ln, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(where))
	if err != nil {
		return nil, fmt.Errorf("listen at %v: %w", where, err)
	}
	return ln, nil
}
