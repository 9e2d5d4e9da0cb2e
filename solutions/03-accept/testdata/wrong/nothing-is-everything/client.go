// Wrong: takes an address without an IP for 0.0.0.0.
// fails: endpoint-scenes
// breaks: no-ip
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
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return netip.AddrPort{}, err
	}
	if host == "" {
		host = "0.0.0.0"
	}
	at, err := netip.ParseAddrPort(net.JoinHostPort(host, port))
	if err != nil {
		return netip.AddrPort{}, err
	}
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
