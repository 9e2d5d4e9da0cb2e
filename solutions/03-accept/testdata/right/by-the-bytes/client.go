// Right: as a C programmer: by type and by bytes, with a switch on the length of the address.
package accept

import (
	"fmt"
	"net"
	"net/netip"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = numbers(conn.LocalAddr()); err == nil {
		remote, err = numbers(conn.RemoteAddr())
	}
	if err != nil {
		return netip.AddrPort{}, netip.AddrPort{}, err
	}
	return local, remote, nil
}

func numbers(addr net.Addr) (netip.AddrPort, error) {
	var ip []byte
	var port int
	switch a := addr.(type) {
	case *net.TCPAddr:
		if a != nil {
			ip, port = a.IP, a.Port
		}
	case *net.UDPAddr:
		if a != nil {
			ip, port = a.IP, a.Port
		}
	}
	switch len(ip) {
	case 16:
		for i := range 10 {
			if ip[i] != 0 {
				return netip.AddrPortFrom(netip.AddrFrom16([16]byte(ip)), uint16(port)), nil
			}
		}
		if ip[10] != 0xff || ip[11] != 0xff {
			return netip.AddrPortFrom(netip.AddrFrom16([16]byte(ip)), uint16(port)), nil
		}
		ip = ip[12:]
		fallthrough
	case 4:
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(ip)), uint16(port)), nil
	}
	return netip.AddrPort{}, fmt.Errorf("endpoint %v: EAFNOSUPPORT", addr)
}
