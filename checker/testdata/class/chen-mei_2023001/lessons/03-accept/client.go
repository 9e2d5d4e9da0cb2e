package accept

import (
	"fmt"
	"net"
	"net/netip"
)

// Endpoints tells the four numbers that are conn's name (RFC 9293 §4: connection): the address
// and port of its own end (local) and of its peer's (remote). Both ends of a connection tell the
// same four, only crosswise. So an IPv4 address is told as IPv4, even where the system writes it as IPv6
// (::ffff:192.0.2.1), and no address has a zone (%eth0), which only this machine knows.
//
// conn may be of any type, over TCP or UDP; Endpoints asks it for its two addresses, and for
// nothing else. It is an error if one of the two is unknown (nil) or is not an IP address with a
// port; then local and remote do not matter.
func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return netip.AddrPort{}, netip.AddrPort{}, fmt.Errorf("local address: %w", err)
	}
	if remote, err = endpoint(conn.RemoteAddr()); err != nil {
		return netip.AddrPort{}, netip.AddrPort{}, fmt.Errorf("remote address: %w", err)
	}
	return local, remote, nil
}

// endpoint is addr in the one way of writing it that both ends share: IPv4 as IPv4, although
// a socket for both families tells ::ffff:192.0.2.1, and without the zone, which is this
// machine's name for its own network card.
func endpoint(addr net.Addr) (netip.AddrPort, error) {
	ip, ok := addr.(interface{ AddrPort() netip.AddrPort }) // *net.TCPAddr and *net.UDPAddr
	if !ok {
		return netip.AddrPort{}, fmt.Errorf("%v is no IP address with a port", addr)
	}
	at := ip.AddrPort()
	if !at.IsValid() {
		return netip.AddrPort{}, fmt.Errorf("%v has no IP address", addr)
	}
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
