package listen_test

import (
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Server, Lesson("01-listen"), func() {
	It(In("opens a listener that clients can reach", "打开一个客户端连得上的监听器"), ID("reachable"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))

		Expect(Told(ln.Addr)).To(BeReachable(), In(
			"a client could not connect to the address that your listener tells",
			"客户端按你的监听器报出的地址去连，没有连上"))
	})

	It(In("tells the port the system chose", "说出系统挑选的端口"), ID("tells-port"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		where := Told(ln.Addr)

		Expect(PortOf(where)).NotTo(BeZero(), In(
			"port 0 only asks for a port; Addr must tell the one that the system gave",
			"端口 0 只是“请系统挑一个”；Addr 要说出系统实际给的端口"))
		Expect(where).To(BeReachable(), In(
			"nobody answers at the port that Addr tells: hold the port that the system gave, and tell that one",
			"Addr 说出的端口没有人应答：系统给了哪个端口，就要一直占着它监听，说出的也要是它"))
	})

	It(In("gives two servers a port each", "让两个服务端各得一个端口"), ID("own-port"), func(ctx SpecContext) {
		first := Opened(listen.Listen(AnyPort)) // closed by the kit when the spec ends
		second, err := listen.Listen(AnyPort)

		Expect(err).To(HaveGoneWell(), In(
			"port 0 asks the system for any free port; a fixed one serves a single program at a time",
			"端口 0 表示请系统挑一个空闲端口；写死的端口一次只能给一个程序用"))
		one, other := Told(first.Addr), Told(Opened(second, err).Addr)
		Expect(PortOf(other)).NotTo(Equal(PortOf(one)), In(
			"two listeners cannot share one port: the system would not know whose call it is",
			"两个监听器不能共用一个端口：来了电话，系统不知道该给谁"))
		for _, where := range []net.Addr{one, other} {
			Expect(where).To(BeReachable(), In(
				"both servers are open at the same time, so a client must get through to either",
				"两个服务端同时开着，客户端打给哪一个都应当打得通"))
		}
	})

	It(In("listens on the loopback address alone when told so", "要它只听回环地址，它就不听别处"), ID("loopback-only"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		where := Told(ln.Addr)

		host, _, _ := net.SplitHostPort(where.String())
		Expect(host).To(Say("127.0.0.1"), In(
			"without a host, a listener is open on every network card of the machine, to everybody who can reach it; pass the whole addr on, host included",
			"不带主机地址的监听器对机器的每块网卡开放，谁连得到谁就能进来；要把整个 addr 交下去，主机部分也在内"))
		Expect(where).To(BeReachable(), In(
			"the loopback address is for clients on this machine, and this client is one: it must get through",
			"回环地址是给本机的客户端用的，这个客户端就在本机：它应当连得上"))
	})

	It(In("listens at the very address it was given", "就在给定的地址上监听"), ID("given-address"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			ln, err := listen.Listen(addr)
			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}

			where := Told(Opened(ln, err).Addr)
			Expect(where.String()).To(Say(addr), In(
				"addr says where to listen; clients will call there and nowhere else",
				"addr 说明了在哪里监听，客户端只会打到那里"))
			Expect(where).To(BeReachable(), In(
				"addr says where to listen, and a client that called there did not get through",
				"addr 说明了在哪里监听，客户端打到那里，却没有打通"))
			return nil
		})
	})

	It(In("says so when the address is taken", "地址被占用时如实相告"), ID("taken"), func(ctx SpecContext) {
		opens()
		taken := Listening().Addr().String()

		ln, err := listen.Listen(taken)
		if ln != nil && err == nil {
			_ = ln.Close()
		}

		Expect(err).To(HaveFailed(), In(
			"somebody already listens there, so this Listen cannot have worked: return the error instead of hiding it",
			"那里已经有人在监听，这次 Listen 不可能成功：要把错误返回出去，不能吞掉"))
		Expect(err).To(Wrap(AddressInUse), In(
			"the caller asks errors.Is(err, syscall.EADDRINUSE) and must hear yes: return the error itself or wrap it with %%w, since %%v keeps only its text",
			"调用者会用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“是”：直接返回原错误，或者用 %%w 包装；%%v 只留下文字"))
	})

	DescribeTable(In("refuses an address that is none", "不接受不成地址的地址"), func(ctx SpecContext, addr string) {
		opens()

		ln, err := listen.Listen(addr)
		if ln != nil && err == nil {
			_ = ln.Close()
		}

		Expect(err).To(HaveFailed(), In(
			"this is no address, so there is nothing to listen at: an error is due",
			"这不是一个地址，无处可监听：应当返回错误"))
		Expect(err).NotTo(Wrap(AddressInUse), In(
			"this is no address, so nobody has taken it: whoever asks errors.Is(err, syscall.EADDRINUSE) must hear no; return the error that you were given, not one of your own choice",
			"这不是一个地址，也就谈不上被谁占用：用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“否”；得到什么错误就返回什么错误，不要自己挑一个"))
	},
		Entry(In("an address without a port is an error", "没有端口的地址是错误"), ID("no-port"), "127.0.0.1"),
		Entry(In("a port beyond 65535 is an error", "大于 65535 的端口是错误"), ID("port-range"), "127.0.0.1:65536"),
	)

	It(In("lets a client connect before Accept is called", "还没调用 Accept，客户端就已经能连上"), ID("before-accept"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		early := Dial(Told(ln.Addr), In(
			"the kernel shakes hands for a listening program; Accept only picks up a call that is already through",
			"三次握手由内核代劳；Accept 只是接起一通已经接通的电话"))

		caller := pickedUp(ln, In(
			"the client was connected already, but Accept did not hand it over",
			"客户端早已连上，Accept 却没有把它交出来"))

		word := Speech(12)
		_ = Speak(early, word)
		Expect(Hear(caller, len(word))).To(ArriveWhole(word), In(
			"Accept handed over somebody else's connection",
			"Accept 交出来的是别人的连接"))
	})

	It(In("frees its port when closed, for the next Listen at once", "关闭就腾出端口，马上又能监听"), ID("frees-port"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			first, err := listen.Listen(addr)
			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Expect(Told(Opened(first, err).Addr)).To(BeReachable(), In(
				"nobody answers at this port, though it has not been freed yet: first listen there, until Close is called",
				"还没到腾出端口的时候，这个端口就已经没有人应答：要先在那里监听，直到 Close 才放手"))
			Expect(first.Close()).To(HaveGoneWell(), In(
				"closing the listener must work", "关闭监听器应当成功"))
			Expect(LetGo(addr)).To(BeTrue(), In(
				"the listener was closed, and its port is still held: something that you opened there is still open",
				"监听器关闭了，端口却还占着：你在那里打开的东西还开着"))

			second, err := listen.Listen(addr)

			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Expect(Told(Opened(second, err).Addr)).To(BeReachable(), In(
				"the port was free again and was listened at once more, but nobody answers",
				"端口腾了出来，也重新监听了，打过去却没有人应答"))
			return nil
		})
	})
})
