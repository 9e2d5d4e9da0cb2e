// Wrong: cuts the text at a colon, as if there were only one.
// fails: colons, zone, udp
// breaks: four-numbers
package accept

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	if local, err = endpoint(conn.LocalAddr()); err != nil {
		return local, remote, err
	}
	remote, err = endpoint(conn.RemoteAddr())
	return local, remote, err
}

func endpoint(addr net.Addr) (netip.AddrPort, error) {
	if addr == nil {
		return netip.AddrPort{}, errors.New("no address")
	}
	host, port, _ := strings.Cut(addr.String(), ":")
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return netip.AddrPort{}, err
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return netip.AddrPortFrom(ip, uint16(n)), err
}
