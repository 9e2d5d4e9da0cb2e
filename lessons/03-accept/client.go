package accept

import (
	"net"
	"net/netip"
)

// Endpoints tells the four numbers that are conn's name: the address and port of its own end
// (local) and of its peer's (remote). Both ends of a connection tell the same four, with the two
// sides swapped. So an IPv4 address is told as IPv4, even where the system writes it as IPv6
// (::ffff:192.0.2.1), and no address has a zone (%eth0), which only this machine knows.
//
// conn may be of any type, over TCP or UDP; Endpoints asks it for its two addresses, and for
// nothing else. It is an error if one of the two is unknown (nil) or is not an IP address with a
// port; then local and remote do not matter.
//
// Endpoints 说出 conn 的名字，也就是四个数：自己这一端的地址和端口（local），对端的地址和端口（remote）。
// 一条连接的两端说出来的是同样的四个数，只是左右相反。因此，系统把 IPv4 地址写成 IPv6 的样子时
// （::ffff:192.0.2.1），仍按 IPv4 来说；地址也不带区域（%eth0），那是只有本机才懂的。
//
// conn 可以是任何类型，TCP、UDP 都行；Endpoints 只问它的两个地址，别的一概不碰。其中只要有一个
// 未知（nil），或者不是 IP 地址加端口，就返回错误；这时 local 和 remote 是什么都无所谓。
func Endpoints(conn net.Conn) (local, remote netip.AddrPort, err error) {
	panic("TODO: Endpoints")
}
