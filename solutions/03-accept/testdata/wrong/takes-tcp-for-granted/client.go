// Wrong: asserts that every address is a TCP address.
// fails: udp, unix, unknown-address
// breaks: any-type
package accept

import (
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	local = conn.LocalAddr().(*net.TCPAddr).AddrPort()
	remote = conn.RemoteAddr().(*net.TCPAddr).AddrPort()
	return bare(local), bare(remote), nil
}

func bare(at netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())
}
