package connect_test

import (
	"context"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Server, Lesson("02-connect"), func() {
	It(In("tells where it can be reached", "说出在哪里找得到它"), ID("announces"), func(ctx SpecContext) {
		s := serving(AnyPort)

		where := s.address()

		Expect(PortOf(where)).NotTo(BeZero(), In(
			"port 0 only asks for a port: announce the listener's Addr(), which tells the one that the system gave",
			"端口 0 只是“请系统挑一个”：要报出监听器的 Addr()，它说的才是系统实际给的端口"))
		s.caller(where)
	})

	It(In("listens first, and announces then", "先监听，再报地址"), ID("listens-first"), func(ctx SpecContext) {
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

	It(In("hangs up on its caller politely", "礼貌地挂断来电"), ID("hangs-up"), func(ctx SpecContext) {
		s := serving(AnyPort)

		caller := s.caller(s.address())

		Expect(caller).To(EndWithFIN(), politely())
	})

	It(In("is there for the next caller, too", "下一个来电也有人接"), ID("next-caller"), func(ctx SpecContext) {
		s := serving(AnyPort)
		where := s.address()

		for range 3 {
			caller := s.caller(where)

			Expect(caller).To(EndWithFIN(), In(
				"this caller got through, because the kernel answers for a listening program, but Serve has not picked up and hung up: that is due to one caller after the other, until ctx ends",
				"这通电话接通了（内核替监听的程序应答），Serve 却没有接起来再挂断：在 ctx 结束之前，每一个来电都要这样接待"))
			_ = caller.Close()
		}
	})

	It(In("returns nil when it is asked to stop", "请它停，它就停，返回 nil"), ID("stops"), func(ctx SpecContext) {
		s := serving(AnyPort)
		caller := s.caller(s.address()) // and stays on the line
		Expect(caller).To(EndWithFIN(), politely())
		Settle() // now it waits for the next one

		err := s.end()

		Expect(err).To(HaveGoneWell(), In(
			"ctx ended, so Serve was asked to stop, and did: nothing went wrong, and nil says so",
			"ctx 结束，就是请 Serve 停下来，它也停了：什么也没有出错，应当返回 nil"))
	})

	It(In("forgets no caller who comes as it stops", "停下的那一刻打进来的，也不忘记挂断"), ID("last-caller"), func(ctx SpecContext) {
		forgotten := In(
			"ctx ended just as Accept returned this caller, and nobody closed the connection: whatever Accept has returned is yours to close; ask ctx.Err() when Accept has failed, not while you hold a connection",
			"Accept 刚返回这个来电，ctx 就结束了，连接没有人关：Accept 返回的连接都要由你来关闭；等 Accept 出了错再去问 ctx.Err()，不要在手里还拿着连接的时候就走")

		ending := Endless()
		s := startOn(LendContext(ending), func() { ending.End(context.Canceled) }, AnyPort)
		where := s.address()
		Settle() // it waits for a caller
		ending.EndWhenAsked(context.Canceled)
		if caller, err := DialBounded(where.String()); err == nil { // else it has asked, and ended
			DeferCleanup(caller.Close)
			Expect(caller).To(HaveHungUp(), forgotten)
		}
		_ = s.end()

		for range 4 { // the same for those who do not ask, but look at Done
			s := serving(AnyPort)
			crowd := gather(s, s.address())

			_ = s.end()

			for _, caller := range crowd.disperses() {
				Expect(caller).To(HaveHungUp(), forgotten)
			}
		}
	})

	It(In("can stop before anybody has heard it", "还没有人听到地址，也停得下来"), ID("unheard"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			s := serving(addr)
			if snatched := Snatched(addr, s.reachable(addr)); snatched != nil {
				return snatched
			}

			Settle()
			s.stop() // and nobody has read from ready
			err := s.Result(In(
				"ctx has ended, and Serve still tries to announce its address to somebody who is no longer there: a send that nobody receives waits for ever, so select between the send and ctx.Done()",
				"ctx 已经结束，Serve 还在等着把地址报给一个早已不在的人：没有人接收的发送会永远等下去，要用 select 在发送和 ctx.Done() 之间二选一"))

			Expect(err).To(HaveGoneWell(), In(
				"ctx ended, so Serve was asked to stop, and did: nothing went wrong, and nil says so",
				"ctx 结束，就是请 Serve 停下来，它也停了：什么也没有出错，应当返回 nil"))
			return nil
		})
	})

	It(In("leaves its port to the next one", "停下之后把端口让给别人"), ID("frees-port"), func(ctx SpecContext) {
		OnFreePort(func(addr string) error {
			s := serving(addr)
			err := s.reachable(addr)
			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Expect(err).To(HaveGoneWell(), notListening())
			_ = s.address()
			_ = s.end()

			ln, err := net.Listen("tcp", addr)

			if snatched := Snatched(addr, err); snatched != nil {
				return snatched
			}
			Opened(ln, err)
			return nil
		})
	})

	It(In("says so when the address is taken", "地址被占用时如实相告"), ID("taken"), func(ctx SpecContext) {
		ordinary := serving(AnyPort)
		Expect(ordinary.caller(ordinary.address())).To(EndWithFIN(), politely()) // who always fails, fails for no reason
		_ = ordinary.end()

		s := serving(Listening().Addr().String())

		select {
		case <-s.Returned():
			s.Check()
		case <-s.announced:
			Fail(In(
				"Serve announced an address at which somebody else listens: only when listening has worked is there something to announce",
				"Serve 报出了地址，可在那里监听的是别人：监听成功了，才有地址可报"))
		case <-Enough():
			InVain()
			Fail(In(
				"somebody else listens there, so Serve cannot, and has no reason to go on: return the error at once",
				"那里已经有别人在监听，Serve 监听不成，没有理由再等下去：应当立刻返回错误"))
		}

		Expect(s.end()).To(Wrap(AddressInUse), In(
			"the address is taken; the caller asks errors.Is(err, syscall.EADDRINUSE) and must hear yes: return the error of net.Listen, or wrap it with %%w",
			"地址已被占用；调用者会用 errors.Is(err, syscall.EADDRINUSE) 来问，答案应当为“是”：返回 net.Listen 的错误，或者用 %%w 包装"))
	})
})
