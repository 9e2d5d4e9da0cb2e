// Wrong: calls a method of an address that may be nil.
// fails: unknown-address, endpoint-scenes
// breaks: unknown
package accept

import (
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return local, remote, err
	}
	remote, err = endpoint(conn.RemoteAddr())
	return local, remote, err
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	at, err := netip.ParseAddrPort(addr.String())
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), err
}
