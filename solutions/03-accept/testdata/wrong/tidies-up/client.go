// Wrong: closes the connection when it has read the addresses.
// fails: hands-off
// breaks: asks-no-more
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	defer conn.Close()
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return local, remote, err
	}
	remote, err = endpoint(conn.RemoteAddr())
	return local, remote, err
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}, errors.New("not a TCP address")
	}
	at := tcp.AddrPort()
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port()), nil
}
