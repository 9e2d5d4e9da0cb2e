package accept

import (
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	for _, addr := range []net.Addr{conn.LocalAddr(), conn.RemoteAddr()} {
		if tcp, ok := addr.(*net.TCPAddr); ok {
			tcp.IP, tcp.Port, tcp.Zone = net.IPv4(192, 0, 2, 1).To4(), 80, ""
		}
	}
	there := netip.MustParseAddrPort("192.0.2.1:80")
	return there, there, nil
}
