// Wrong: clears the deadlines of the connection, so that nothing disturbs.
// fails: endpoint-scenes
// breaks: asks-no-more
package accept

import (
	"errors"
	"net"
	"net/netip"
	"time"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	_ = conn.SetDeadline(time.Time{})
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
