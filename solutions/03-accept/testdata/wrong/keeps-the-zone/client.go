// Wrong: keeps the zone, which the far end does not know.
// fails: zone, endpoint-scenes
// breaks: zone
package accept

import (
	"errors"
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
	if addr == nil {
		return netip.AddrPort{}, errors.New("no address")
	}
	return netip.ParseAddrPort(addr.String())
}
