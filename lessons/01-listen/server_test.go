package listen_test

import (
	"fmt"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("01-listen"), func() {
	It(In("opens a listener that clients can reach", "打开一个客户端连得上的监听器"), ID("reachable"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))

		Expect(Told(ln.Addr)).To(BeReachable(), In(
			"a client could not connect to the address that your listener tells: is it still open when Listen "+
				"returns? defer ln.Close() closes it at that very moment, and closing is for the caller to do",
			"客户端按你的监听器报出的地址去连，没有连上：Listen 返回的时候，它还开着吗？写了 defer ln.Close()，一返回就关上了；该由调用者来关"))
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

	It(In(
		"listens only on the loopback address when addr says so",
		"要它只听回环地址，它就不听别处"), ID("loopback-only"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		where := Told(ln.Addr)

		host, _, _ := net.SplitHostPort(where.String())
		Expect(host).To(Say("127.0.0.1"), In(
			"without a host, a listener is open on every network card of the machine, to everybody who can reach "+
				"it; pass the whole addr on, host included",
			"不带主机地址的监听器对机器的每块网卡开放，谁连得到谁就能进来；要把整个 addr 交下去，主机部分也在内"))
		Expect(where).To(BeReachable(), In(
			"the loopback address is for clients on this machine, and this client is one: it must get through",
			"回环地址是给本机的客户端用的，这个客户端就在本机：它应当连得上"))
	})

	It(In("listens on the port that addr names", "给哪个端口，就在哪个端口上监听"), ID("given-address"), func(ctx SpecContext) {
		onPortsAllOver(func(addr string) error {
			ln, err := listen.Listen(addr)
			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}

			ln = Opened(ln, err)
			where := Told(ln.Addr)
			Expect(where.String()).To(Say(addr), In(
				"addr says where to listen; clients will call there and nowhere else",
				"addr 说明了在哪里监听，客户端只会打到那里"))
			Expect(where).To(BeReachable(), In(
				"addr says where to listen, and a client that called there did not get through",
				"addr 说明了在哪里监听，客户端打到那里，却没有打通"))
			return nil
		})
	})

	It(In("listens on the host that addr names", "给哪个主机地址，就在哪个主机地址上监听"), ID("every-host"), func(ctx SpecContext) {
		for _, host := range LoopbackHosts() {
			ln, err := listen.Listen(net.JoinHostPort(host, "0"))
			Expect(err).To(HaveGoneWell(), In(
				"this host is this machine, too: 127.0.0.1 is not the only address that it has, and [::1] is one of "+
					"IPv6; net.Listen with the network \"tcp\" and the whole addr understands them all",
				"这个主机地址也是本机：127.0.0.1 不是唯一的一个，[::1] 是 IPv6 的；网络写 \"tcp\"，把整个 addr 交给 net.Listen，它全都看得懂"))

			where := Told(Opened(ln, err).Addr)

			told, _, _ := net.SplitHostPort(where.String())
			Expect(told).To(Say(host), In(
				"127.0.0.1 and 127.0.0.2 are two addresses, as two houses in one street are: listen on the one that "+
					"was named; pass the whole addr on",
				"127.0.0.1 和 127.0.0.2 是两个地址，就像同一条街上的两家：点的是哪一个，就在哪一个上监听；要把整个 addr 交下去"))
			Expect(where).To(BeReachable(), In(
				"addr says where to listen, and a client that called there did not get through",
				"addr 说明了在哪里监听，客户端打到那里，却没有打通"))
		}
	})

	It(In("returns EADDRINUSE when the address is taken", "地址被占用时如实相告"), ID("taken"), func(ctx SpecContext) {
		opens()
		for _, taken := range []net.Addr{
			Listening().Addr(),
			Told(Opened(listen.Listen(AnyPort)).Addr), // by a listener of the student's own
		} {
			ln, err := listen.Listen(taken.String())
			if ln != nil && err == nil {
				_ = ln.Close()
			}

			Expect(err).To(HaveFailed(), In(
				"somebody already listens there, so this Listen cannot have worked: return the error instead of "+
					"hiding it, and let nobody share the port, not even a listener of your own",
				"那里已经有人在监听，这次 Listen 不可能成功：要把错误返回出去，不能吞掉；端口不能共用，跟自己的另一个监听器也不行"))
			Expect(err).To(Wrap(AddressInUse), In(
				"the caller asks errors.Is(err, syscall.EADDRINUSE) and must hear yes: return the error itself or "+
					"wrap it with %%w, since %%v keeps only its text",
				"调用者会用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“是”：直接返回原错误，或者用 %%w 包装；%%v 只留下文字"))
			Expect(err).NotTo(Wrap(AddressNotOurs), oneReason())
		}
	})

	It(In(
		"returns EADDRNOTAVAIL for another machine's address",
		"地址不是本机的，也如实相告"), ID("not-ours"), func(ctx SpecContext) {
		opens()
		elsewhere := "192.0.2.1:0" // reserved for examples
		if ln, err := net.Listen("tcp", elsewhere); err == nil {
			_ = ln.Close()
			Skip(In("this machine lends itself to any address", "这台机器什么地址都肯用"))
		}

		ln, err := listen.Listen(elsewhere)
		if ln != nil && err == nil {
			_ = ln.Close()
		}

		Expect(err).To(HaveFailed(), In(
			"no network card of this machine has this address, so nobody can listen there: return the error",
			"本机没有一块网卡用这个地址，在那里监听不了：要把错误返回出去"))
		Expect(err).To(Wrap(AddressNotOurs), In(
			"the caller asks errors.Is(err, syscall.EADDRNOTAVAIL) and must hear yes: whatever the system's reason "+
				"is, return the error itself or wrap it with %%w; do not pick out the reasons that you know",
			"调用者会用 errors.Is(err, syscall.EADDRNOTAVAIL) 来问，答案应当为“是”：系统给的原因不管是哪一种，都直接返回原错误，或者用 %%w 包装；不要只挑自己认识的"))
		Expect(err).NotTo(Wrap(AddressInUse), oneReason())
	})

	DescribeTable(In("rejects an invalid address", "不接受不成地址的地址"), func(ctx SpecContext, addr string) {
		opens()

		ln, err := listen.Listen(addr)
		if ln != nil && err == nil {
			_ = ln.Close()
		}

		Expect(err).To(HaveFailed(), In(
			"this is no address, so there is nothing to listen at: an error is due, and no address of your own choice",
			"这不是一个地址，无处可监听：应当返回错误，不要自己另选一个地址")+"\n"+addr)
		Expect(err).NotTo(Wrap(AddressInUse), In(
			"this is no address, so nobody has taken it: errors.Is(err, syscall.EADDRINUSE) must say "+
				"no; return the error that you were given, not one of your own choice",
			"这不是一个地址，也就谈不上被谁占用：用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“否”；得到什么错误就返回什么错误，不要自己挑一个"))
		Expect(err).NotTo(Wrap(AddressNotOurs), In(
			"this is no address, so it is nobody's: errors.Is(err, syscall.EADDRNOTAVAIL) must say no; "+
				"return the error that you were given, not one of your own choice",
			"这不是一个地址，也就谈不上是不是本机的：用 errors.Is(err, syscall.EADDRNOTAVAIL) 来问，答案应当为“否”；得到什么错误就返回什么错误，不要自己挑一个"))
	},
		Entry(In("returns an error for an address without a port", "没有端口的地址是错误"), ID("no-port"), "127.0.0.1"),
		Entry(In("returns an error for a port above 65535", "大于 65535 的端口是错误"), ID("port-range"), "127.0.0.1:65536"),
		Entry(In("returns an error for a port below 0", "小于 0 的端口是错误"), ID("below-zero"), "127.0.0.1:-1"),
		Entry(In("returns an error for a port that is a word", "端口不是数，也是错误"), ID("a-word"), "127.0.0.1:x"),
		Entry(In(
			"returns an error for an address with an extra colon",
			"多出一个冒号是错误"), ID("two-colons"), "127.0.0.1:1:0"),
		Entry(In("returns an error for an address with an open bracket", "方括号只有一半，是错误"), ID("open-bracket"), "[::1:0"),
	)

	It(In(
		"lets a client connect before Accept is called",
		"还没调用 Accept，客户端就已经能连上"), ID("before-accept"), func(ctx SpecContext) {
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

	It(In("keeps a hundred callers until Accept", "一百个来电都等得到 Accept"), ID("a-hundred"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		where := Told(ln.Addr)
		for number := range 100 {
			caller := Dial(where, In(
				"a hundred callers came before the first Accept, and this one did not get through: the system keeps a "+
					"queue for them, of 4096 on Linux; leave it as long as it is",
				"第一次调用 Accept 之前来了一百个来电，这一个没有打通：系统替它们备着一个队列（在 Linux 上能排 4096 个），不要去改短它"))
			_ = Send(caller, fmt.Sprintf("%03d", number))
		}

		for number := range 100 {
			caller := pickedUp(ln, In(
				"a hundred callers wait, and this call of Accept did not bring one of them: Accept hands out each of "+
					"them, as often as it is called",
				"一百个来电在等，这一次 Accept 却没有交出一个来：每调用一次 Accept，就要交出一个，一个也不能少"))
			Expect(TextFrom(caller, 3)).To(Say(fmt.Sprintf("%03d", number)), In(
				"first come, first served: Accept hands out everybody once, in the order in which they came; a caller "+
					"who is not handed out must not be hung up on",
				"先来先接：Accept 按打进来的次序，每个来电交出一次；还没有交出去的，不能挂断"))
		}
	})

	It(In("wakes a waiting Accept when it is closed", "关闭时叫醒正在等待的 Accept"), ID("close-wakes"), func(ctx SpecContext) {
		ln := Opened(listen.Listen(AnyPort))
		_ = Dial(Told(ln.Addr), In("nobody answers", "没有人应答"))
		_ = pickedUp(ln, In("the client is connected, but Accept did not hand it over", "客户端连上了，Accept 却没有把它交出来"))
		waiting := Start(func() error { return accepts(ln) })
		Settle()

		Expect(ln.Close()).To(HaveGoneWell(), In("closing the listener must work", "关闭监听器应当成功"))

		asleep := In(
			"the listener is closed, and the Accept that was waiting still waits: nobody will ever call here again, "+
				"so Close has to wake it, with an error in which errors.Is finds net.ErrClosed",
			"监听器关闭了，正在等待的 Accept 却还在等：这里再也不会有来电，Close 要叫醒它，让它返回错误，errors.Is 能在其中找到 net.ErrClosed")
		for _, err := range []error{waiting.Result(asleep), Start(func() error { return accepts(ln) }).Result(asleep)} {
			Expect(err).To(HaveFailed(), In(
				"the listener is closed, so Accept has nobody to hand out: an error is due",
				"监听器已经关闭，Accept 没有来电可交：应当返回错误"))
			Expect(err).To(Wrap(net.ErrClosed), In(
				"a server asks errors.Is(err, net.ErrClosed) to tell a listener that was closed on purpose from one "+
					"that broke: return the error of net's Accept, or wrap it with %%w",
				"写服务端的人会用 errors.Is(err, net.ErrClosed) 来分清：监听器是有意关闭的，还是坏了；返回 net 的 Accept 给的错误，或者用 %%w 包装"))
		}
	})

	It(In(
		"frees its port on Close, so that Listen works again at once",
		"关闭就腾出端口，马上又能监听"), ID("frees-port"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			first, err := listen.Listen(addr)
			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Expect(Told(Opened(first, err).Addr)).To(BeReachable(), In(
				"nobody answers at this port, though it has not been freed yet: first listen there, until Close is "+
					"called",
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

	It(In("keeps a dozen listeners open at once", "同时开着十二个监听器"), ID("a-dozen"), func(ctx SpecContext) {
		var open []net.Listener
		for range 12 {
			ln, err := listen.Listen(AnyPort)
			Expect(err).To(HaveGoneWell(), In(
				"a dozen programs can listen on one machine, and one program a dozen times",
				"一台机器上可以有十二个程序在监听，一个程序也可以监听十二处"))
			open = append(open, Opened(ln, err))
		}

		for _, ln := range open {
			Expect(Told(ln.Addr)).To(BeReachable(), In(
				"a dozen listeners were opened and none was closed, but a client does not get through to each: one "+
					"Listen must not close, replace or change what another has returned",
				"开了十二个监听器，一个也没有关，客户端却不是打给哪一个都打得通：一次 Listen 不能去关闭、顶替或者改动另一次 Listen 返回的"))
		}
	})

	It(In("keeps every promise, whatever clients do", "不管怎么用，都守约"), ID("listen-scenes"), func(ctx SpecContext) {
		opens()
		hosts := LoopbackHosts()
		scene.PlayLive(listenScenes, func(d *scene.Dice, s *scene.Stage) { playListen(d, s, hosts) })
	})
})
