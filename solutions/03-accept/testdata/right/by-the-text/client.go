// Right: reads the addresses from their text.
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (netip.AddrPort, netip.AddrPort, error) {
	local, err1 := endpoint(conn.LocalAddr())
	remote, err2 := endpoint(conn.RemoteAddr())
	return local, remote, errors.Join(err1, err2)
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	if addr == nil {
		return netip.AddrPort{}, errors.New("endpoint: address unknown")
	}
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return netip.AddrPort{}, err
	}
	ip, _ := netip.AddrFromSlice(at.Addr().AsSlice())
	return netip.AddrPortFrom(ip.Unmap().WithZone(""), at.Port()), nil
}
