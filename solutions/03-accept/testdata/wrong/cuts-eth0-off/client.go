// Wrong: cuts the zone off by its name: %eth0.
// fails: endpoint-scenes
// breaks: zone
package accept

import (
	"errors"
	"net"
	"net/netip"
	"strings"
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
	at, err := netip.ParseAddrPort(strings.Replace(addr.String(), "%eth0", "", 1))
	if err != nil {
		return netip.AddrPort{}, err
	}
	return netip.AddrPortFrom(at.Addr().Unmap(), at.Port()), nil
}
