// Wrong: knows TCP addresses, and calls those of UDP an error.
// fails: udp, endpoint-scenes
// breaks: any-type
package accept

import (
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
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.AddrPort().IsValid() {
		return netip.AddrPort{}, fmt.Errorf("%v: TCP?", addr)
	}
	at := tcp.AddrPort()
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
