package accept_test

import (
	"fmt"
	"math"
	"net"
	"net/netip"

	accept "handshake/lessons/03-accept"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// plate is a connection whose ends have the given addresses.
type plate struct {
	net.Conn
	local, remote net.Addr
}

func (p plate) LocalAddr() net.Addr { return p.local }

func (p plate) RemoteAddr() net.Addr { return p.remote }

// end is one end's address, and what Endpoints should make of it; not valid: an error.
type end struct {
	addr net.Addr
	want netip.AddrPort
}

// String is the address as a story tells it.
func (e end) String() string {
	if e.addr == nil {
		return "nil"
	}
	return fmt.Sprintf("%T %[1]q", e.addr)
}

// anEnd draws an address.
func anEnd(d *scene.Dice) end {
	port := scene.One[uint16](d, 80, 1, 0, math.MaxInt16, math.MaxInt16+1, math.MaxUint16)
	ip, zone := []byte{192, 0, 2, byte(d.Below(256))}, ""
	switch kind := d.Below(10); kind {
	case 1: // IPv4 in the clothes of IPv6
		ip = net.IP(ip).To16()
	case 2, 3:
		ip = append([]byte{0x20, 0x01, 0x0d, 0xb8}, d.Bytes(12)...)
	case 4: // the end of it looks like IPv4, and is not
		ip = append(make([]byte, 12), ip...)
	case 5:
		ip = net.IPv6loopback
	case 6, 7:
		ip = append([]byte(scene.One(d, "\xfe\x80", "\xff\x02", "\xfd\x00")), d.Bytes(14)...)
		zone = scene.One(d, "eth0", "en0", "2", "wlan0.5")
	case 8:
		ip = scene.One(d, net.IPv4zero.To4(), net.IPv6unspecified)
	case 9:
		return end{addr: scene.One[net.Addr](d,
			nil, &net.UnixAddr{Name: "/run/handshake.sock", Net: "unix"}, inside{}, &net.TCPAddr{Port: int(port)},
			&net.UDPAddr{Port: int(port)}, &net.IPAddr{IP: ip}, &net.TCPAddr{IP: ip[:3], Port: int(port)},
		)}
	}
	addr, _ := netip.AddrFromSlice(ip)
	e := end{&net.TCPAddr{IP: ip, Port: int(port), Zone: zone}, netip.AddrPortFrom(addr.Unmap(), port)}
	if d.Sometimes() {
		e.addr = &net.UDPAddr{IP: ip, Port: int(port), Zone: zone}
	}
	return e
}

// inside is the address of a connection inside the program.
type inside struct{}

func (inside) Network() string { return "pipe" }

func (inside) String() string { return "pipe" }

// numbers is what Endpoints returns.
type numbers struct {
	local, remote netip.AddrPort
	err           error
}

// tellsAnyEnds draws two ends, and compares what Endpoints says of them.
func tellsAnyEnds(d *scene.Dice, s *scene.Stage) {
	near, far := anEnd(d), anEnd(d)
	conn := Script{}.Conn()
	s.Finally(func() { _ = conn.Close() })
	s.Given("conn's own address is %v", "conn 自己的地址是 %v", near)
	s.Given("its peer's is %v", "对端的地址是 %v", far)
	s.Then("Endpoints is called", "调用 Endpoints")
	got := scene.Call(s, func() numbers {
		local, remote, err := accept.Endpoints(Lend(&plate{conn, near.addr, far.addr}))
		return numbers{local, remote, err}
	}, In("Endpoints does not come back: there is nothing to wait for", "Endpoints 没有返回：这里没有什么可等的"))

	for _, call := range conn.Calls() {
		s.Check(false, In(
			"Endpoints asks the connection for its two addresses, and for nothing else: it is somebody else's",
			"Endpoints 只问这条连接的两个地址，别的一概不碰：连接是别人的"),
			"LocalAddr, RemoteAddr", call.Op)
	}
	if !near.want.IsValid() || !far.want.IsValid() {
		s.Check(got.err != nil, In(
			"an end of this connection has no IP address with a port, so there is nothing to tell: look at both ends, "+
				"return an error, and invent no numbers",
			"这条连接有一端没有 IP 地址加端口，无可奉告：两端都要看，要返回错误，不要编造数字"),
			In("an error", "错误"), fmt.Sprint(got.local, " ", got.remote))
		return
	}
	s.Check(got.err == nil, In(
		"both ends have an IP address and a port, over TCP or UDP alike: there is nothing to fail at",
		"两端都有 IP 地址和端口，TCP、UDP 都一样：没有什么可出错的"),
		fmt.Sprint(near.want, " ", far.want), fmt.Sprint(got.err))
	for _, c := range []struct {
		name      string
		got, want netip.AddrPort
	}{{"local", got.local, near.want}, {"remote", got.remote, far.want}} {
		s.Check(c.got == c.want, In(
			"every address is told in one way only: the port from 0 to 65535, without a zone, and IPv4 as IPv4 where "+
				"it is IPv4, at each end by itself",
			"一个地址只有一种写法：端口从 0 到 65535，不带区域，是 IPv4 的才写成 IPv4，两端各看各的"),
			c.name+" = "+c.want.String(), c.name+" = "+c.got.String())
	}
}
