// Wrong: tells the address as the socket writes it.
// fails: mapped, zone, udp
// breaks: mapped
package accept

import (
	"errors"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return local, remote, err
	}
	remote, err = endpoint(conn.RemoteAddr())
	return local, remote, err
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}, errors.New("TCP?")
	}
	return tcp.AddrPort(), nil
}
