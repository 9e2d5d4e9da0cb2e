// Wrong: takes an IPv6 address that begins with ten zeros for IPv4, ::1 as well.
// fails: endpoint-scenes
// breaks: mapped
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
	ip := at.Addr().WithZone("")
	if b := ip.As16(); [10]byte(b[:10]) == [10]byte{} {
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	return netip.AddrPortFrom(ip, at.Port()), nil
}
