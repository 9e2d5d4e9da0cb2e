// Wrong: wants a *net.TCPConn, and calls every other connection an error.
// fails: colons, mapped, zone
// breaks: any-type
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if _, ok := conn.(*net.TCPConn); !ok {
		return local, remote, errors.New("no TCP connection")
	}
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
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
