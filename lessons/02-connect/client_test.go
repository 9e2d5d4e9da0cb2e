package connect_test

import (
	"context"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Client, Lesson("02-connect"), func() {
	It(In("connects", "连得上"), ID("connects"), func(ctx SpecContext) {
		ln := Listening()

		conn := Connected(connect.Connect(LendContext(ctx), ln.Addr().String()))

		server := Accept(ln, In(
			"Connect returned a connection, but nobody has called this server",
			"Connect 返回了一条连接，可这个服务端并没有来电"))
		Expect(conn.LocalAddr().String()).To(Say(server.RemoteAddr().String()), In(
			"the connection that Connect returned is not the one that reached the server",
			"Connect 返回的连接，不是打到服务端的那一条"))
		brings(conn, server, In(
			"the server spoke, and the connection that Connect returned did not bring it: it belongs to the caller now, so Connect must not close it (not with defer, either)",
			"服务端说了话，从 Connect 返回的连接上却读不到：连接已经交给调用者，Connect 不能再关闭它（用 defer 也不行）"))
	})

	It(In("tells who refused, and that it was a refusal", "说清是谁拒绝的，而且说清是拒绝"), ID("refused"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		addr := notYet().Addr()

		err := dialing(connect.Connect).call(LendContext(ctx), addr).failed()

		Expect(err).To(HaveFailed(), In(
			"nobody listens there, so there is no connection: an error is due",
			"那里没有人监听，也就没有连接：应当返回错误"))
		Expect(err).To(Wrap(ConnectionRefused), In(
			"the caller asks errors.Is(err, syscall.ECONNREFUSED) and must hear yes: return the error itself or wrap it with %%w, since %%v keeps only its text",
			"调用者会用 errors.Is(err, syscall.ECONNREFUSED) 来问，答案应当为“是”：直接返回原错误，或者用 %%w 包装；%%v 只留下文字"))
		Expect(err.Error()).To(ContainSubstring(addr), In(
			"whoever reads \"connection refused\" in a log asks: refused by whom? The error of DialContext names the address; do not strip it",
			"在日志里读到“connection refused”的人会问：谁拒绝的？DialContext 的错误里写着地址，不要把它剥掉"))
	})

	It(In("does not dial when it is over before it began", "还没拨号就已结束，那就不拨"), ID("ctx-over"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()

		err := dialing(connect.Connect).call(Over(), Listening().Addr().String()).failed()

		Expect(err).To(HaveFailed(), In(
			"ctx was over before the call, so nobody wants this connection any more: heed ctx (Dialer.DialContext does; net.Dial does not know it)",
			"调用之前 ctx 就已结束，没有人再要这条连接了：要听 ctx 的（Dialer.DialContext 会听，net.Dial 不认识它）"))
		Expect(err).To(Wrap(context.Canceled), In(
			"ctx was cancelled, and errors.Is(err, context.Canceled) must find that in the error",
			"ctx 是被取消的，errors.Is(err, context.Canceled) 应当能在错误里找到"))
	})

	DescribeTable(In("gives up on a dial that nobody answers", "无人应答的电话，到时候就放弃"),
		func(ctx SpecContext, dial dialing, limit func() (context.Context, context.CancelFunc), beItsReason OmegaMatcher) {
			dial.getsThrough()
			addr := Unanswering()
			bounded, cancel := limit()
			defer cancel()

			call := Start(func() dialed { return dial.call(bounded, addr) })

			err := call.Result(In(
				"ctx has ended, and your code is still dialing: give ctx to the dial itself, with Dialer.DialContext, for the system would send its SYN for two minutes more",
				"ctx 已经结束，你的代码还在拨号：要把 ctx 交给拨号本身（Dialer.DialContext），否则系统会把 SYN 再重发两分钟")).failed()
			Expect(err).To(HaveFailed(), In(
				"nobody answered, so there is no connection: an error is due, and nil would say that all is well",
				"无人应答，也就没有连接：应当返回错误，返回 nil 等于说一切都好"))
			Expect(err).To(beItsReason, In(
				"the caller must be able to tell from the error that it was ctx that ended the dial: hand the error of DialContext on, or ctx.Err()",
				"调用者要能从错误里看出，是 ctx 结束了这次拨号：把 DialContext 的错误或 ctx.Err() 交出去"))
		},
		Entry(In("a deadline ends a dial that nobody answers", "到了截止时间，无人应答的电话就放弃"), ID("deadline"), dialing(connect.Connect), untilDeadline, beTimeout()),
		Entry(In("a cancellation ends a dial that nobody answers", "一取消，无人应答的电话就放弃"), ID("cancel"), dialing(connect.Connect), untilCancelled, Wrap(context.Canceled)),
		Entry(In("a cancellation ends the patient dial, too", "一取消，有耐心的那种拨号也放弃"), ID("cancel-patient"), dialing(connect.ConnectWhenReady), untilCancelled, Wrap(context.Canceled)),
	)

	DescribeTable(In("lets the call outlive ctx", "ctx 结束，电话不断"), func(ctx SpecContext, dial dialing) {
		conn, server := connectedBefore(dial) // and now ctx has ended

		brings(conn, server, In(
			"ctx bounds the dialing, not the call: once connected, leave no deadline on the connection and close it for nobody",
			"ctx 管的是拨号，不是通话：一旦连上，就不要在连接上留下截止时间，也不要替别人关闭它"))
	},
		Entry(In("once connected, the call outlives ctx", "一旦连上，ctx 结束电话也不断"), ID("outlives"), dialing(connect.Connect)),
		Entry(In("once connected patiently, the call outlives ctx", "耐心连上的电话，ctx 结束也不断"), ID("outlives-patient"), dialing(connect.ConnectWhenReady)),
	)

	It(In("does not wait for a server that is there", "服务端已经在了，就不等"), ID("no-wait"), func(ctx SpecContext) {
		ln := Listening()

		d := patiently(ln.Addr().String(), unlimited).result(In(
			"the server is there, but ConnectWhenReady does not come back",
			"服务端已经在了，ConnectWhenReady 却一直没有返回"))
		arrives(d, ln)
		Expect(d.took <= promptly).To(BeTrue(), In(
			"the server was ready, and ConnectWhenReady waited all the same: dial first, and pause only after a refusal",
			"服务端早就准备好了，ConnectWhenReady 却还是先等了一会儿：要先拨号，被拒绝了才停一停"))
	})

	It(In("reaches a server that starts late", "服务端来得晚，也连得上"), ID("late"), func(ctx SpecContext) {
		server := notYet()

		d := patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := unlimited()
			return server.OpenAfter(1, ctx), cancel
		}).result(In(
			"the server has opened meanwhile, but ConnectWhenReady does not come back",
			"服务端已经开了，ConnectWhenReady 却一直没有返回"))
		Expect(d.err).To(HaveGoneWell(), In(
			"the server was a moment late, and one refusal was taken for the end: nobody can know beforehand how long to sleep, so dial, and while refused, dial again",
			"服务端只晚了一会儿，一次拒绝就被当成了结局：该等多久，事先谁也不知道；所以去拨号，只要还被拒绝，就再拨"))
		arrives(d, server.Listener())
	})

	It(In("keeps trying for as long as ctx allows", "只要 ctx 允许，就一直试下去"), ID("persistent"), func(ctx SpecContext) {
		QuickRefusals()
		server := notYet()

		d := patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := unlimited()
			return server.OpenAfter(50, ctx), cancel
		}).result(In(
			"the server has opened meanwhile, but ConnectWhenReady does not come back",
			"服务端已经开了，ConnectWhenReady 却一直没有返回"))
		Expect(d.err).To(HaveGoneWell(), In(
			"how long to try is for the caller to say, and ctx says it: do not count the attempts and set no limit of your own",
			"试多久由调用者决定，写在 ctx 里：不要数次数，也不要自己另设期限"))
		arrives(d, server.Listener())
	})

	DescribeTable(In("stops trying when ctx ends", "ctx 结束就不再试"),
		func(ctx SpecContext, limit func() (context.Context, context.CancelFunc), beItsReason OmegaMatcher) {
			QuickRefusals()
			dialing(connect.ConnectWhenReady).getsThrough()
			server := notYet()

			var d dialed
			for tries := 0; d.took < outOfTime && tries < 5; tries++ {
				// On a slow machine the socket's own deadline, which knows no virtual time, can
				// strike in the middle of the last dial: then nothing has been seen.
				d = patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
					ctx, cancel := limit()
					return server.Watch(ctx), cancel
				}).result(stillTries())
				_ = d.failed()
			}

			Expect(d.failed()).To(HaveFailed(), In(
				"ctx ended before there was a connection, and that is an error: nil would say that all is well",
				"还没连上 ctx 就结束了，这是错误：返回 nil 等于说一切都好"))
			Expect(d.err).To(beItsReason, In(
				"the caller must be able to tell from the error that it was ctx that ended the attempts: return ctx.Err(), or wrap it with %%w beside the last refusal",
				"调用者要能从错误里看出，是 ctx 让它不再试了：返回 ctx.Err()，或者用 %%w 把它和最后一次拒绝包在一起"))
			Expect(d.took-outOfTime <= promptly).To(BeTrue(), In(
				"ctx ended in the middle of a pause, and your code slept on: wait for the timer and for ctx.Done() in one select, whichever comes first (time.Sleep hears nothing)",
				"ctx 在停顿中途结束了，你的代码却继续睡：要用一个 select 同时等定时器和 ctx.Done()，谁先来听谁的（time.Sleep 什么也听不见）"))
		},
		Entry(In("a deadline ends the attempts", "到了截止时间就不再试"), ID("gives-up"), virtualDeadline, beTimeout()),
		Entry(In("a cancellation ends the attempts", "一取消就不再试"), ID("gives-up-cancelled"), virtualCancel, Wrap(context.Canceled)),
	)

	It(In("pauses between two attempts", "两次拨号之间停一停"), ID("pauses"), func(ctx SpecContext) {
		QuickRefusals()
		dialing(connect.ConnectWhenReady).getsThrough()
		server := notYet()

		_ = patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithTimeout(context.Background(), promptly)
			return server.Watch(ctx), cancel
		}).result(stillTries()).failed()

		Expect(server.Hammered()).To(BeFalse(), hammers())
	})

	DescribeTable(In("does not try again what cannot work", "再试也没用的，就不再试"), func(ctx SpecContext, addr string) {
		dialing(connect.ConnectWhenReady).getsThrough()
		hopeless := In(
			"this is no address, and it will not be one in a minute either: try again after a refusal only, and return every other error at once",
			"这不是一个地址，过一分钟也不会是：只有被拒绝才值得再试，其他错误要立刻返回")

		d := patiently(addr, aMinute).result(hopeless)

		Expect(d.failed()).To(HaveFailed(), In(
			"this is no address, so nobody can be connected to it: an error is due",
			"这不是一个地址，谁也连不上：应当返回错误"))
		Expect(d.took <= promptly).To(BeTrue(), hopeless)
	},
		Entry(In("a port beyond 65535 is hopeless", "大于 65535 的端口，试多少次都一样"), ID("port-range"), "127.0.0.1:65536"),
		Entry(In("an address without a port is hopeless", "没有端口的地址，试多少次都一样"), ID("no-port"), "127.0.0.1"),
	)
})
