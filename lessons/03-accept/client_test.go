package accept_test

import (
	"io"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	accept "handshake/lessons/03-accept"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("03-accept"), func() {
	It(In("reports its own end and the other end", "说出自己这一端和对面那一端"), ID("four-numbers"), func(ctx SpecContext) {
		client, _ := Pair()
		near, far := client.LocalAddr().String(), client.RemoteAddr().String()

		local, remote, err := accept.Endpoints(Lend(client))

		Expect(err).To(HaveGoneWell(), endpoints())
		Expect(local.String()).To(Equal(near), In(
			"local is the near end, the connection's LocalAddr, and remote the far end, its RemoteAddr: not the "+
				"other way round, and the address as well as the port",
			"local 是近端，也就是连接的 LocalAddr；remote 是远端，也就是 RemoteAddr：不要弄反，地址和端口都要"))
		Expect(remote.String()).To(Equal(far), In(
			"remote is the far end, the connection's RemoteAddr: the address as well as the port",
			"remote 是远端，也就是连接的 RemoteAddr：地址和端口都要"))
	})

	It(In(
		"reports the same four numbers at both ends, swapped",
		"两端说出同一个名字，左右相反"), ID("crosswise"), func(ctx SpecContext) {
		client, server := Pair()
		name := client.LocalAddr().String() + " " + client.RemoteAddr().String()

		clientLocal, clientRemote, err := accept.Endpoints(Lend(client))
		Expect(err).To(HaveGoneWell(), endpoints())
		serverLocal, serverRemote, err := accept.Endpoints(Lend(server))
		Expect(err).To(HaveGoneWell(), endpoints())

		Expect(clientLocal.String()+" "+clientRemote.String()).To(Equal(name), In(
			"this is not the name of the connection",
			"说出来的不是这条连接的名字"))
		Expect(serverRemote.String()).To(Equal(clientLocal.String()), In(
			"the server's remote end is the client's local end: one connection, two points of view",
			"服务端的远端就是客户端的近端：同一条连接，两个视角"))
		Expect(serverLocal.String()).To(Equal(clientRemote.String()), In(
			"the server's local end is the client's remote end: one connection, two points of view",
			"服务端的近端就是客户端的远端：同一条连接，两个视角"))
	})

	It(In("leaves the connection as it is", "不改动这条连接"), ID("hands-off"), func(ctx SpecContext) {
		client, server := Pair()

		tellsFour(client)

		_, err := io.WriteString(client, greeting)
		Expect(err).To(HaveGoneWell(), In(
			"Endpoints only reads a name plate: the owner of the connection still wants to speak, so do not close it",
			"Endpoints 只是看一眼门牌：连接的主人还要说话，不要关闭它"))
		Expect(TextFrom(server, len(greeting))).To(Say(greeting), In(
			"what was said after Endpoints did not arrive: do not send anything, and do not close",
			"Endpoints 之后说的话没有原样送到：不要发送任何东西，也不要关闭连接"))
		_ = client.Close()
		Expect(server).To(EndWithFIN(), In(
			"after Endpoints, the owner closed the connection, and that should end it with a FIN: leave the "+
				"connection's settings (SetLinger) alone",
			"Endpoints 之后，连接的主人关闭了它，应当以 FIN 结束：不要去改连接的设置（SetLinger）"))
	})

	DescribeTable(In("writes every address in one way only", "一个地址只有一种写法"),
		func(ctx SpecContext, local, remote net.Addr, wantLocal, wantRemote, why string) {
			gotLocal, gotRemote, err := accept.Endpoints(Lend(&plate{Anyone(), local, remote}))

			Expect(err).To(HaveGoneWell(), why)
			Expect(gotLocal.String()).To(Equal(wantLocal), why)
			Expect(gotRemote.String()).To(Equal(wantRemote), why)
		},
		Entry(In("reports IPv6 addresses, which are full of colons", "IPv6 地址里全是冒号"), ID("colons"),
			&net.TCPAddr{IP: net.ParseIP("2001:db8::7"), Port: 8080},
			&net.TCPAddr{IP: net.ParseIP("2001:db8::1:2"), Port: 49152},
			"[2001:db8::7]:8080", "[2001:db8::1:2]:49152",
			In(
				"an IPv6 address has colons of its own, only the last one stands before the port: do not cut the "+
					"text by hand",
				"IPv6 地址自己就有冒号，只有最后一个后面才是端口：不要用手去切这段文字")),
		Entry(In("reports an IPv4-mapped address as IPv4", "穿着 IPv6 外衣的 IPv4 还是 IPv4"), ID("mapped"),
			&net.TCPAddr{IP: net.ParseIP("192.0.2.1").To16(), Port: 8080},
			&net.TCPAddr{IP: net.ParseIP("192.0.2.7").To16(), Port: 49152},
			"192.0.2.1:8080", "192.0.2.7:49152",
			In(
				"a listener for both IPv4 and IPv6 writes an IPv4 caller as ::ffff:192.0.2.7, while the caller "+
					"writes 192.0.2.7: take the clothes off (Unmap), or the two ends do not agree",
				"同时接听 IPv4 和 IPv6 的监听器，会把 IPv4 来电写成“::ffff:192.0.2.7”，而来电者自己写的是 192.0.2.7：要脱掉这件外衣（Unmap），否则两端对不上")),
		Entry(In("leaves out the IPv6 zone", "本机网卡的名字不算在内"), ID("zone"),
			&net.TCPAddr{IP: net.ParseIP("fe80::1"), Port: 8080, Zone: "eth0"},
			&net.TCPAddr{IP: net.ParseIP("fe80::2"), Port: 49152, Zone: "eth0"},
			"[fe80::1]:8080", "[fe80::2]:49152",
			In(
				"the zone (%%eth0) is what this machine calls its own network card, the far end has another name "+
					"for its own: leave it out with WithZone, or the two ends do not agree",
				"区域（%%eth0）是本机给自己网卡起的名字，对端的网卡另有名字：要用 WithZone 把它去掉，否则两端对不上")),
		Entry(In("reports the four numbers of a UDP connection, too", "UDP 连接也有这四个数"), ID("udp"),
			&net.UDPAddr{IP: net.ParseIP("192.0.2.1").To4(), Port: 8080},
			&net.UDPAddr{IP: net.ParseIP("2001:db8::7"), Port: 49152},
			"192.0.2.1:8080", "[2001:db8::7]:49152",
			In(
				"a UDP address (*net.UDPAddr) is an IP address with a port as well: ask the address for what it can "+
					"do (its method AddrPort), or read its text, but do not ask for its type or its network",
				"UDP 地址（*net.UDPAddr）也是 IP 地址加端口：要看这个地址会做什么（有没有 AddrPort 方法），或者读它的文字，不要看它是什么类型、什么网络")),
	)

	DescribeTable(In("says so when there are no four numbers", "没有这四个数时如实相告"),
		func(ctx SpecContext, local, remote net.Addr) {
			client, _ := Pair()
			tellsFour(client)

			_, _, err := accept.Endpoints(Lend(&plate{Anyone(), local, remote}))

			Expect(err).To(HaveFailed(), In(
				"an end of this connection has no IP address and port, so there is nothing to tell: return an "+
					"error, and no invented numbers",
				"这条连接有一端没有 IP 地址和端口，无可奉告：要返回错误，不要编造数字"))
		},
		Entry(In("returns an error for a Unix socket, which has no port", "Unix 套接字只有路径，没有端口"), ID("unix"),
			&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 8080},
			&net.UnixAddr{Name: "/run/handshake.sock", Net: "unix"}),
		Entry(In("returns an error when an address is unknown", "地址可能是未知的"), ID("unknown-address"),
			&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 8080}, nil),
	)

	It(In("reports or rejects any two addresses as it should", "不管是哪两个地址，该说就说，该报错就报错"), ID("endpoint-scenes"),
		func(ctx SpecContext) {
			scene.Play(300, tellsAnyEnds)
		})
})
