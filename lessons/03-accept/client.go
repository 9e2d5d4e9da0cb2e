package accept

import (
	"net"
	"net/netip"
)

// Endpoints tells the four numbers that are conn's name: the address and port of its own end
// (local) and of its peer's (remote). Both ends of a connection tell the same four, only
// crosswise. So an IPv4 address is told as IPv4, even where the system writes it as IPv6
// (::ffff:192.0.2.1), and no address has a zone (%eth0), which only this machine knows.
// It is an error if an address is unknown (nil) or is not an IP address with a port. conn
// may be of any kind, and is left as it is.
//
// Endpoints 说出 conn 的名字，也就是四个数：自己这一端的地址和端口（local），对端的地址和端口（remote）。
// 一条连接的两端说出来的是同样的四个数，只是左右相反。因此，系统把 IPv4 地址写成 IPv6 的样子时
// （::ffff:192.0.2.1），仍按 IPv4 来说；地址也不带区域（%eth0），那是只有本机才懂的。
// 地址未知（nil），或者不是 IP 地址加端口，就返回错误。conn 可以是任何一种连接，Endpoints 不改动它。
func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	panic("TODO: Endpoints")
}
