// Wrong: reads nothing, with a deadline that is over, to see whether the connection lives.
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
	_ = conn.SetReadDeadline(time.Unix(1, 0))
	_, _ = conn.Read(nil)
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
