// Wrong: checks its own end, and takes the far end on trust.
// fails: unix, unknown-address
// breaks: no-ip
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	near, ok := conn.LocalAddr().(*net.TCPAddr)
	if !ok {
		return local, remote, errors.New("not a TCP connection")
	}
	far, _ := conn.RemoteAddr().(*net.TCPAddr)
	return bare(near.AddrPort()), bare(far.AddrPort()), nil
}

func bare(at netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())
}
