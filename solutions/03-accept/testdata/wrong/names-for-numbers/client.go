// Wrong: looks the port up among the well-known ones, and leaves port 0 out.
// fails: endpoint-scenes
// breaks: four-numbers
package accept

import (
	"errors"
	"fmt"
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
	if err != nil || at.Port() == 0 || at.Addr().IsUnspecified() {
		return netip.AddrPort{}, fmt.Errorf("%v: no name", addr)
	}
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
