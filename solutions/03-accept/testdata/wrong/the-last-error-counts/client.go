// Wrong: looks at one error for both ends: that of the near end is overwritten.
// fails: endpoint-scenes
// breaks: unknown
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	ends := [2]netip.AddrPort{}
	for i, addr := range []net.Addr{conn.LocalAddr(), conn.RemoteAddr()} {
		ends[i], err = endpoint(addr)
	}
	return ends[0], ends[1], err
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	if addr == nil {
		return netip.AddrPort{}, errors.New("no address")
	}
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return netip.AddrPort{}, err
	}
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
