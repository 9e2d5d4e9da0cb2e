// Wrong: takes itself for the far end.
// fails: four-numbers
// breaks: four-numbers
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.RemoteAddr()); err != nil {
		return local, remote, err
	}
	remote, err = endpoint(conn.LocalAddr())
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
