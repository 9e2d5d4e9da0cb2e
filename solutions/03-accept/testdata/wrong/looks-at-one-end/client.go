// Wrong: checks its own end, and takes the far end on trust.
// fails: unix, unknown-address, endpoint-scenes
// breaks: no-ip
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	near, ok := conn.LocalAddr().(interface{ AddrPort() netip.AddrPort })
	if !ok {
		return local, remote, errors.New("no IP address with a port")
	}
	if far, ok := conn.RemoteAddr().(interface{ AddrPort() netip.AddrPort }); ok {
		remote = bare(far.AddrPort())
	}
	return bare(near.AddrPort()), remote, nil
}

func bare(at netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())
}
