// Right: asks each address whether it can tell an AddrPort, whatever its type.
package accept

import (
	"fmt"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	var ends [2]netip.AddrPort
	for i, addr := range []net.Addr{conn.LocalAddr(), conn.RemoteAddr()} {
		a, ok := addr.(interface{ AddrPort() netip.AddrPort })
		if !ok {
			return local, remote, fmt.Errorf("no address and port: %v", addr)
		}
		at := a.AddrPort()
		if !at.IsValid() {
			return local, remote, fmt.Errorf("no IP address: %v", addr)
		}
		if at.Addr().Is4In6() {
			at = netip.AddrPortFrom(netip.AddrFrom4(at.Addr().As4()), at.Port())
		}
		ends[i] = netip.AddrPortFrom(at.Addr().WithZone(""), at.Port())
	}
	return ends[0], ends[1], nil
}
