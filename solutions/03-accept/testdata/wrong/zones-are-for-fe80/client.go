// Wrong: takes the zone off a link-local address, and off no other.
// fails: endpoint-scenes
// breaks: zone
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return
	}
	remote, err = endpoint(conn.RemoteAddr())
	return
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	if addr == nil {
		return netip.AddrPort{}, errors.New("no address")
	}
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return netip.AddrPort{}, err
	}
	ip := at.Addr().Unmap()
	if ip.IsLinkLocalUnicast() {
		ip = ip.WithZone("")
	}
	return netip.AddrPortFrom(ip, at.Port()), nil
}
