// Wrong: takes the clothes off the far end only if its own end wears them, too.
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
	if remote, err = endpoint(conn.RemoteAddr()); err != nil {
		return
	}
	if local.Addr().Is4In6() && remote.Addr().Is4In6() {
		local = netip.AddrPortFrom(local.Addr().Unmap(), local.Port())
		remote = netip.AddrPortFrom(remote.Addr().Unmap(), remote.Port())
	}
	return
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	a, ok := addr.(interface{ AddrPort() netip.AddrPort })
	if !ok || !a.AddrPort().IsValid() {
		return netip.AddrPort{}, errors.New("no IP address and port")
	}
	at := a.AddrPort()
	return netip.AddrPortFrom(at.Addr().WithZone(""), at.Port()), nil
}
