package connect_test

import (
	"context"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("02-connect"), func() {
	It(In("announces the address where it can be reached", "说出在哪里找得到它"), ID("announces"), func(ctx SpecContext) {
		s := serving(AnyPort)

		where := s.address()

		Expect(PortOf(where)).NotTo(BeZero(), In(
			"port 0 only asks for a port: announce the listener's Addr(), which tells the one that the system gave",
			"端口 0 只是“请系统挑一个”：要报出监听器的 Addr()，它说的才是系统实际给的端口"))
		s.caller(where)
	})

	It(In("listens before it announces its address", "先监听，再报地址"), ID("listens-first"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			s := serving(addr)

			err := s.reachable(addr)

			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Expect(err).To(HaveGoneWell(), notListening())
			Expect(s.address().String()).To(Say(addr), elsewhere())
			return nil
		})
	})

	It(In("listens on the host that addr names", "给哪个主机地址，就在哪个主机地址上监听"), ID("every-host"), func(ctx SpecContext) {
		for _, host := range LoopbackHosts() {
			s := serving(net.JoinHostPort(host, "0"))

			where := s.address()

			told, _, _ := net.SplitHostPort(where.String())
			Expect(told).To(Say(host), In(
				"127.0.0.1 is not the only address of this machine, and [::1] is one of IPv6: listen on the host that "+
					"was named, with the network \"tcp\" and the whole addr",
				"本机的地址不止 127.0.0.1 一个，[::1] 是 IPv6 的：点的是哪个主机，就在哪个上监听；网络写 \"tcp\"，addr 整个交下去"))
			_ = s.caller(where)
		}
	})

	It(In("closes each caller's connection with a FIN", "礼貌地挂断来电"), ID("hangs-up"), func(ctx SpecContext) {
		s := serving(AnyPort)

		caller := s.caller(s.address())

		Expect(caller).To(EndWithFIN(), politely())
	})

	It(In("serves the next caller, too", "下一个来电也有人接"), ID("next-caller"), func(ctx SpecContext) {
		s := serving(AnyPort)
		where := s.address()

		for range 3 {
			caller := s.caller(where)

			Expect(caller).To(EndWithFIN(), In(
				"this caller got through, because the kernel answers for a listening program, but Serve has not "+
					"picked up and hung up: that is due to one caller after the other, until ctx ends",
				"这通电话接通了（内核替监听的程序应答），Serve 却没有接起来再挂断：在 ctx 结束之前，每一个来电都要这样接待"))
			_ = caller.Close()
		}
	})

	It(In("closes first, before its caller does", "不等对方先挂断"), ID("stays"), func(ctx SpecContext) {
		s := serving(AnyPort)
		where := s.address()
		for range 3 {
			caller := s.caller(where) // and stays on the line

			Expect(caller).To(EndWithFIN(), In(
				"those who called before are still on the line, and this caller has not heard a FIN: hang up on each "+
					"caller at once, whatever the others do, and wait for nobody's own end",
				"先打进来的还没有挂，这个来电就没有等到 FIN：每个来电都要马上挂断，不管别人在做什么，也不等对方先挂"))
		}
	})

	It(In("keeps nothing of callers that are gone", "来电走了，什么也不留下"), ID("three-hundred"), func(ctx SpecContext) {
		s := serving(AnyPort)
		where := s.address()
		Expect(s.caller(where)).To(EndWithFIN(), politely())
		Settle()
		before := openFiles()

		for range 300 {
			conn, err := DialBounded(where.String())
			Expect(err).To(HaveGoneWell(), In(
				"one caller after the other was served, and this one did not get through: Serve goes on until ctx "+
					"ends, however many have called",
				"来电一个接一个都有人接，这一个却没有打通：Serve 要一直接到 ctx 结束，不管打进来过多少个"))
			caller := conn.(*net.TCPConn)
			DeferCleanup(func() { _ = caller.Close() })
			Expect(caller).To(EndWithFIN(), In(
				"one caller after the other was served, and nobody hangs up on this one: Serve goes on until ctx "+
					"ends, however many have called",
				"来电一个接一个都有人接，这一个却没有人来挂断：Serve 要一直接到 ctx 结束，不管打进来过多少个"))
			_ = caller.Close()
		}
		Settle()

		Expect(Soon(func() bool { return openFiles() <= before })).To(BeTrue(), In(
			"three hundred callers have come and gone, and Serve still holds sockets of theirs: one that is closed in "+
				"one direction only, or by a defer in a loop, is still open, and a process may have so many and no "+
				"more",
			"三百个来电来了又走了，Serve 手里却还有它们的套接字：只关了一个方向的，或者用循环里的 defer 去关的，都还开着，而一个进程能开的数目是有限的"))
	})

	It(In("returns nil when ctx is cancelled", "请它停，它就停，返回 nil"), ID("stops"), func(ctx SpecContext) {
		s := serving(AnyPort)
		caller := s.caller(s.address()) // and stays on the line
		Expect(caller).To(EndWithFIN(), politely())
		Settle() // now it waits for the next one

		err := s.end()

		Expect(err).To(HaveGoneWell(), nothingWentWrong())
	})

	It(In(
		"returns nil for whatever reason ctx ended",
		"不管 ctx 为什么结束，都返回 nil"), ID("any-reason"), func(ctx SpecContext) {
		late := Endless()
		caused, cancel := context.WithCancelCause(context.Background())
		for _, s := range []*service{
			startOn(LendContext(late), func() { late.End(context.DeadlineExceeded) }, AnyPort, 0),
			startOn(caused, func() { cancel(errOfTheirOwn) }, AnyPort, 0),
		} {
			_ = s.address()
			Settle() // it waits for its first caller

			err := s.end()

			Expect(err).To(HaveGoneWell(), In(
				"ctx ended, by a deadline or for a cause of its own, and nobody has called yet: Serve was asked to "+
					"stop, and nothing went wrong; nil says so, whatever ctx.Err() and context.Cause say",
				"ctx 结束了，可能是到了截止时间，也可能另有原因，而且还没有来过电话：这都是请 Serve 停下，什么也没有出错；不管 ctx.Err() 和 context.Cause 怎么说，都返回 nil"))
		}
	})

	It(In("returns nil when ctx has already ended", "ctx 早已结束，也返回 nil"), ID("over-before"), func(ctx SpecContext) {
		worksAtAll()
		before := Sockets()
		for _, room := range []int{0, 1} {
			s := startOn(Over(), func() {}, AnyPort, room)

			err := s.Result(In(
				"ctx had ended before Serve was called, and nobody reads from ready: look at ctx.Done() in the same "+
					"select with which you announce",
				"调用 Serve 之前 ctx 就已结束，也没有人读 ready：要在报地址的那个 select 里同时看 ctx.Done()"))

			Expect(err).To(HaveGoneWell(), nothingWentWrong())
			Settle()
			Expect(SocketsSince(before)).To(BeEmpty(), stillHeld())
		}
	})

	It(In(
		"closes the connection of a caller that comes as it stops",
		"停下的那一刻打进来的，也不忘记挂断"), ID("last-caller"), func(ctx SpecContext) {
		for range 2 {
			ending := observe()
			s := startOn(LendContext(ending), func() { ending.End(context.Canceled) }, AnyPort, 0)
			where := s.address()
			Settle() // it waits for a caller
			ending.armed.Store(true)
			callers := []*net.TCPConn{s.caller(where)}
			Settle()

			if ending.armed.CompareAndSwap(true, false) {
				Expect(callers[0]).To(EndWithFIN(), politely()) // it does not look at ctx between two callers
			} else {
				<-ending.looks // it looks, and others call meanwhile, and ctx ends
				for range 6 {
					callers = append(callers, s.caller(where))
				}
				Settle()
				ending.End(context.Canceled)
				close(ending.goOn)
			}

			Expect(s.end()).To(HaveGoneWell(), nothingWentWrong())
			for _, caller := range callers {
				Expect(caller).To(HaveHungUp(), forgotten())
			}
		}
	})

	It(In("stops even if nobody reads from ready", "还没有人听到地址，也停得下来"), ID("unheard"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			ending := Endless()
			s := servingOn(ending, addr, 0)
			if snatched := Snatched(addr, s.reachable(addr)); snatched != nil {
				return snatched
			}

			Settle()
			release := ending.EndHolding(context.Canceled) // and nobody has read from ready
			Settle()
			if !s.HasReturned() {
				release()
			}
			err := s.Result(In(
				"ctx has ended, and Serve still tries to announce its address to somebody who is no longer there: "+
					"a send that nobody receives waits forever, so select between the send and ctx.Done()",
				"ctx 已经结束，Serve 还在等着把地址报给一个早已不在的人：没有人接收的发送会永远等下去，要用 select 在发送和 ctx.Done() 之间二选一"))
			held := !LetGo(addr)
			release()

			Expect(err).To(HaveGoneWell(), nothingWentWrong())
			if held {
				Settle()
				held = !LetGo(addr)
			}
			Expect(held).To(BeFalse(), stillHeld())
			return nil
		})
	})

	It(In("frees its port before it returns", "停下之后把端口让给别人"), ID("frees-port"), func(ctx SpecContext) {
		s := serving(AnyPort)
		where := s.address()
		Expect(s.caller(where)).To(EndWithFIN(), politely())
		Settle()

		Expect(s.end()).To(HaveGoneWell(), nothingWentWrong())

		Settle() // whoever closes the listener has done so
		Expect(LetGo(where.String())).To(BeTrue(), stillHeld())
	})

	It(In("announces once, and leaves ready open", "只报一次，也不关闭 ready"), ID("once"), func(ctx SpecContext) {
		again := In(
			"Serve has announced its address already, and does so again: one address is due, once",
			"Serve 已经报过地址，却又报了一次：地址只报一次")
		for _, room := range []int{0, 3} {
			s := servingOn(Endless(), AnyPort, room)
			where := s.address()
			for range 3 {
				Expect(s.caller(where)).To(EndWithFIN(), politely())
				Settle()
				s.hasNoMoreToTell(again)
			}
			Expect(s.end()).To(HaveGoneWell(), nothingWentWrong())
			s.hasNoMoreToTell(again)
		}
	})

	It(In("works beside another Serve", "跟另一个 Serve 同时工作"), ID("two-servers"), func(ctx SpecContext) {
		first, second := serving(AnyPort), serving(AnyPort)
		one, other := first.address(), second.address()
		for _, where := range []net.Addr{one, other} {
			caller := Dial(where, apart())
			Expect(caller).To(EndWithFIN(), apart())
		}

		Expect(first.end()).To(HaveGoneWell(), nothingWentWrong())
		Settle()

		Expect(second.HasReturned()).To(BeFalse(), apart())
		caller := Dial(other, apart())
		Expect(caller).To(EndWithFIN(), apart())
	})

	It(In("returns EADDRINUSE when the address is taken", "地址被占用时如实相告"), ID("taken"), func(ctx SpecContext) {
		worksAtAll() // who always fails, has no reason

		err := refuses(Listening().Addr().String())

		Expect(err).To(Wrap(AddressInUse), In(
			"the address is taken; the caller asks errors.Is(err, syscall.EADDRINUSE) and must hear yes: return "+
				"the error of net.Listen, or wrap it with %%w",
			"地址已被占用；调用者会用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“是”：返回 net.Listen 的错误，或者用 %%w 包装"))
		Expect(err).NotTo(Wrap(AddressNotOurs), oneReason())
	})

	It(In(
		"returns EADDRNOTAVAIL for another machine's address",
		"地址不是本机的，也如实相告"), ID("not-ours"), func(ctx SpecContext) {
		worksAtAll()
		elsewhere := "192.0.2.1:0" // reserved for examples
		if ln, err := net.Listen("tcp", elsewhere); err == nil {
			_ = ln.Close()
			Skip(In("this machine lends itself to any address", "这台机器什么地址都肯用"))
		}

		err := refuses(elsewhere)

		Expect(err).To(Wrap(AddressNotOurs), In(
			"no network card of this machine has this address; the caller asks errors.Is(err, "+
				"syscall.EADDRNOTAVAIL) and "+
				"must hear yes: return the error of net.Listen, whatever its reason is",
			"本机没有一块网卡用这个地址；调用者会用 errors.Is(err, syscall.EADDRNOTAVAIL) 来问，答案应当为“是”：net.Listen 的错误不管是什么原因，都返回出去"))
		Expect(err).NotTo(Wrap(AddressInUse), oneReason())
	})

	It(In("returns an error for an invalid address", "不成地址的地址，返回错误"), ID("no-address"), func(ctx SpecContext) {
		worksAtAll()
		for _, addr := range []string{"127.0.0.1", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:x", "127.0.0.1:1:0"} {
			err := refuses(addr)

			Expect(err).NotTo(Wrap(AddressInUse), oneReason())
			Expect(err).NotTo(Wrap(AddressNotOurs), oneReason())
		}
	})

	It(In("returns the error when its listener breaks", "监听器坏了，就返回错误"), ID("broken"), func(ctx SpecContext) {
		ctxOfOwn := Endless()
		s := servingOn(ctxOfOwn, AnyPort, 0)
		where := s.address()
		caller := s.caller(where)
		Expect(caller).To(EndWithFIN(), politely())
		_ = caller.Close()
		Settle()

		breakListener(where)

		err := s.Result(In(
			"the listener is broken: Accept fails, and will fail forever, so nobody can be served any more; return "+
				"its error",
			"监听器坏了：Accept 出错，而且会一直出错，再也接不了谁；应当把它的错误返回出去"))
		Expect(err).To(HaveFailed(), In(
			"the listener broke, and ctx has not ended: nobody asked Serve to stop, so nil would hide a failure; only "+
				"if ctx.Err() is not nil was it asked",
			"监听器坏了，ctx 并没有结束：没有人请 Serve 停下，返回 nil 就把故障瞒住了；ctx.Err() 不是 nil，才是有人请它停下"))
		Expect(err).To(Wrap(brokenListener), In(
			"return the error with which Accept failed, or wrap it with %%w: it says what is broken",
			"返回 Accept 给的错误，或者用 %%w 包装：坏在哪里，里面写着"))
		Expect(ctxOfOwn.Waiting()).To(BeZero(), waitsStill())
	})

	It(In(
		"keeps every promise, whatever callers do and however it ends",
		"不管谁打来、怎样结束，都守约"), ID("serve-scenes"), func(ctx SpecContext) {
		worksAtAll()
		scene.PlayLive(serveScenes, playServe)
	})
})
