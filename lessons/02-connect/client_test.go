package connect_test

import (
	"context"
	"net"
	"net/http/httptrace"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("02-connect"), func() {
	It(In("returns a connection to the server at addr", "连得上"), ID("connects"), func(ctx SpecContext) {
		ln := Listening()

		conn := Connected(connect.Connect(LendContext(ctx), ln.Addr().String()))

		server := Accept(ln, In(
			"Connect returned a connection, but nobody has called this server",
			"Connect 返回了一条连接，可这个服务端并没有来电"))
		Expect(conn.LocalAddr().String()).To(Say(server.RemoteAddr().String()), In(
			"the connection that Connect returned is not the one that reached the server",
			"Connect 返回的连接，不是打到服务端的那一条"))
		brings(conn, server, In(
			"what one end said did not arrive at the other as it was said: the connection belongs to the caller now, "+
				"so Connect must not close it (not with defer, either), nor one half of it, and must not write to it",
			"一头说的话，没有原样到另一头：连接已经交给调用者，Connect 不能再关闭它（用 defer 也不行），关一半也不行，更不能往里面写东西"))
	})

	It(In("dials the address that it was given", "拨的就是给定的地址"), ID("other-hosts"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		for _, host := range LoopbackHosts() {
			ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
			Must(err)
			DeferCleanup(func() { _ = ln.Close() })

			conn, err := connect.Connect(LendContext(ctx), ln.Addr().String())

			Expect(err).To(HaveGoneWell(), In(
				"somebody listens at the very address that was given, on a host other than 127.0.0.1: dial the whole "+
					"addr, with the network \"tcp\", which knows IPv6 too",
				"在给定的那个地址上有人监听，只不过主机地址不是 127.0.0.1：要拨的是整个 addr，网络写 \"tcp\"，它也认识 IPv6"))
			arrives(dialed{conn: conn}, ln)
		}
	})

	It(In("keeps the address and ECONNREFUSED in its error", "说清是谁拒绝的，而且说清是拒绝"), ID("refused"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		addr := notYet().Addr()

		err := dialing(connect.Connect).call(LendContext(ctx), addr).failed()

		Expect(err).To(HaveFailed(), In(
			"nobody listens there, so there is no connection: an error is due",
			"那里没有人监听，也就没有连接：应当返回错误"))
		Expect(err).To(Wrap(ConnectionRefused), In(
			"the caller asks errors.Is(err, syscall.ECONNREFUSED) and must hear yes: return the error itself or "+
				"wrap it with %%w, since %%v keeps only its text",
			"调用者会用 errors.Is(err, syscall.ECONNREFUSED) 来问，答案应当为“是”：直接返回原错误，或者用 %%w 包装；%%v 只留下文字"))
		Expect(err.Error()).To(ContainSubstring(addr), In(
			"a person who reads \"connection refused\" in a log asks: refused by whom? The error of DialContext names "+
				"the address; do not strip it",
			"在日志里读到“connection refused”的人会问：谁拒绝的？DialContext 的错误里写着地址，不要把它剥掉"))
	})

	It(In("returns at once when ctx has already ended", "还没拨号就已结束，那就不拨"), ID("ctx-over"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()

		err := dialing(connect.Connect).call(Over(), Listening().Addr().String()).failed()

		Expect(err).To(HaveFailed(), In(
			"ctx was over before the call, so nobody wants this connection any more: follow ctx (Dialer.DialContext "+
				"does; net.Dial does not know it)",
			"调用之前 ctx 就已结束，没有人再要这条连接了：要听 ctx 的（Dialer.DialContext 会听，net.Dial 不认识它）"))
		Expect(err).To(Wrap(context.Canceled), In(
			"ctx was cancelled, and errors.Is(err, context.Canceled) must find that in the error",
			"ctx 是被取消的，errors.Is(err, context.Canceled) 应当能在错误里找到"))
		Expect(err).NotTo(Wrap(ConnectionRefused), nobodyRefused())
	})

	DescribeTable(In("gives up on a dial that nobody answers", "无人应答的电话，到时候就放弃"),
		func(_ SpecContext, dial dialing, until ending) {
			dial.getsThrough()
			call, bounded, end := dial.unanswered(until)

			end()

			err := call.Result(stillDials()).failed()
			Expect(err).To(HaveFailed(), In(
				"nobody answered, so there is no connection: an error is due, and nil would say that all is well",
				"无人应答，也就没有连接：应当返回错误，返回 nil 等于说一切都好"))
			saysHow(bounded.Err(), err)
			Expect(err).NotTo(Wrap(ConnectionRefused), nobodyRefused())
		},
		Entry(In(
			"ends an unanswered dial at ctx's deadline",
			"到了截止时间，无人应答的电话就放弃"), ID("deadline"), dialing(connect.Connect), ending(untilTimeout)),
		Entry(In(
			"ends an unanswered dial when ctx is cancelled",
			"一取消，无人应答的电话就放弃"), ID("cancel"), dialing(connect.Connect), ending(untilCancelled)),
		Entry(In(
			"ends an unanswered dial of its own when ctx is cancelled",
			"一取消，有耐心的那种拨号也放弃"), ID("cancel-patient"), dialing(connect.ConnectWhenReady), ending(untilCancelled)),
	)

	It(In("returns at once when ctx ends", "立刻放弃"), ID("at-once"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		for _, until := range []ending{untilCancelled, untilDeadline, untilCancelled} {
			call, bounded, end := dialing(connect.Connect).unanswered(until)

			end()

			Expect(call.AtOnce()).To(BeTrue(), stillDials())
			err := call.Result(stillDials()).failed()
			Expect(err).To(HaveFailed(), In(
				"nobody answered, so there is no connection: an error is due, and nil would say that all is well",
				"无人应答，也就没有连接：应当返回错误，返回 nil 等于说一切都好"))
			saysHow(bounded.Err(), err)
		}
	})

	It(In("returns ECONNREFUSED only for a refusal", "别的失败不算被拒绝"), ID("unreachable"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		for _, addr := range []string{Unreachable(), "127.0.0.1:65536", "127.0.0.1"} {
			err := dialing(connect.Connect).call(LendContext(ctx), addr).failed()

			Expect(err).To(HaveFailed(), In(
				"nobody can be connected there, so an error is due",
				"那里谁也连不上，应当返回错误"))
			Expect(err).NotTo(Wrap(ConnectionRefused), nobodyRefused())
		}
	})

	DescribeTable(In("lets the call outlive ctx", "ctx 结束，电话不断"), func(ctx SpecContext, dial dialing) {
		outlives := In(
			"ctx bounds the dialing, not the call: once connected, leave no deadline on the connection, not for one "+
				"direction either, and close it for nobody",
			"ctx 管的是拨号，不是通话：一旦连上，就不要在连接上留下截止时间（只管一个方向的也不行），也不要替别人关闭它")
		conn, server := connectedBefore(dial) // and now the deadline of ctx has passed
		brings(conn, server, outlives)

		for _, end := range []error{context.Canceled, context.DeadlineExceeded} {
			ending := Endless()
			conn, server = whileItLasts(dial, ending)
			waits := In(
				"the connection is made, and something of yours still waits for the end of ctx, which may go on for "+
					"days: end a goroutine, and take back what AfterFunc was given, before you return",
				"连接已经建立，你的代码却还有东西留着等 ctx 结束，而 ctx 也许还要持续好几天：返回之前，goroutine 要结束，交给 AfterFunc 的要收回")
			Expect(Soon(func() bool { return GoroutinesLeft() == "" })).To(BeTrue(), waits)
			Expect(ending.Waiting()).To(BeZero(), waits)

			ending.End(end)
			Settle()
			brings(conn, server, outlives)
		}
	},
		Entry(In(
			"returns a connection that outlives ctx",
			"一旦连上，ctx 结束电话也不断"), ID("outlives"), dialing(connect.Connect)),
		Entry(In(
			"returns a connection that outlives ctx, too",
			"耐心连上的电话，ctx 结束也不断"), ID("outlives-patient"), dialing(connect.ConnectWhenReady)),
	)

	It(In(
		"closes a connection that comes after ctx has ended",
		"来得太晚的连接，也不丢下不管"), ID("late-connection"), func(ctx SpecContext) {
		dialing(connect.Connect).getsThrough()
		ln, ending := Listening(), Endless()
		through, goOn := make(chan struct{}, 1), make(chan struct{})
		traced := httptrace.WithClientTrace(LendContext(ending), &httptrace.ClientTrace{
			ConnectDone: func(_, _ string, err error) {
				if err == nil {
					through <- struct{}{}
					<-goOn
				}
			},
		})
		call := Start(func() dialed { return dialing(connect.Connect).call(traced, ln.Addr().String()) })
		select {
		case <-through: // the dial has got through, and nobody knows yet
		case <-call.Returned():
		case <-Enough():
		}

		ending.End(context.Canceled)
		Settle()
		close(goOn)

		d := call.Result(stillDials())
		server := Accept(ln, nobodyCalled())
		if d.err == nil {
			Settle()
			brings(Connected(d.conn, d.err), server, notTheirs())
			return
		}
		Expect(server).To(HaveHungUp(), In(
			"ctx ended just as the dial got through: Connect returned the error, and the connection is in nobody's "+
				"hands, open forever; if you give up, close what still comes, or return it",
			"拨号刚接通，ctx 就结束了：Connect 返回了错误，那条连接却落到了没有人管的地方，一直开着；放弃的人，要把后来的连接关掉，不然就返回它"))
	})

	It(In("connects at once when the server is there", "服务端已经在了，就不等"), ID("no-wait"), func(ctx SpecContext) {
		ln := Listening()

		d := patiently(ln.Addr().String(), unlimited).result(In(
			"the server is there, but ConnectWhenReady does not come back",
			"服务端已经在了，ConnectWhenReady 却一直没有返回"))
		arrives(d, ln)
		Expect(d.took < time.Millisecond).To(BeTrue(), In(
			"the server was ready, and ConnectWhenReady waited all the same: dial first, pause only after a "+
				"refusal, and return a connection as soon as it is there",
			"服务端早就准备好了，ConnectWhenReady 却还是等了一会儿：要先拨号，被拒绝了才停一停，连上了马上返回"))
	})

	It(In("connects to a server that starts late", "服务端来得晚，也连得上"), ID("late"), func(ctx SpecContext) {
		server := notYet()

		d := patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := unlimited()
			return server.OpenAfter(1, ctx), cancel
		}).result(In(
			"the server has opened meanwhile, but ConnectWhenReady does not come back",
			"服务端已经开了，ConnectWhenReady 却一直没有返回"))
		Expect(d.err).To(HaveGoneWell(), In(
			"the server was a moment late, and one refusal was taken for the end: nobody can know beforehand how "+
				"long to sleep, so dial, and while refused, dial again",
			"服务端只晚了一会儿，一次拒绝就被当成了结局：该等多久，事先谁也不知道；所以去拨号，只要还被拒绝，就再拨"))
		arrives(d, server.Listener())
	})

	It(In("pauses between two dials", "两次拨号之间停一停"), ID("pauses"), func(ctx SpecContext) {
		QuickRefusals()
		dialing(connect.ConnectWhenReady).getsThrough()
		server := notYet()

		_ = patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			server.each = func(refused int) {
				if refused >= 100 {
					cancel()
				}
			}
			time.AfterFunc(unseenOpens, func() {
				if server.Begun() == 0 {
					cancel()
				}
			})
			return server.Watch(ctx), cancel
		}).result(stillTries()).failed()

		shortest, longest := server.Pauses()
		if server.Begun() > 1 {
			Expect(shortest).NotTo(BeZero(), hammers())
			Expect(shortest >= time.Millisecond).To(BeTrue(), outOfBounds())
			Expect(longest <= time.Second).To(BeTrue(), outOfBounds())
		}
	})

	It(In("keeps trying for as long as ctx allows", "只要 ctx 允许，就一直试下去"), ID("persistent"), func(ctx SpecContext) {
		QuickRefusals()
		server := notYet()

		d := patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := unlimited()
			return server.OpenAfter(1020, ctx), cancel
		}).result(In(
			"the server has opened meanwhile, but ConnectWhenReady does not come back",
			"服务端已经开了，ConnectWhenReady 却一直没有返回"))
		Expect(d.err).To(HaveGoneWell(), In(
			"a server came up after a thousand refusals and some hours, and ConnectWhenReady had given up: how long "+
				"to try is for the caller to say, and ctx says it; do not count the attempts and set no limit of your "+
				"own",
			"被拒绝了一千次、过了几个小时，服务端才来，ConnectWhenReady 却早就放弃了：试多久由调用者决定，写在 ctx 里；不要数次数，也不要自己另设期限"))
		arrives(d, server.Listener())
	})

	DescribeTable(In("stops trying when ctx ends", "ctx 结束就不再试"), func(ctx SpecContext, end limit) {
		QuickRefusals()
		dialing(connect.ConnectWhenReady).getsThrough()
		server := notYet()
		for _, after := range endings {
			var d dialed
			for tries := 0; d.took < after && tries < 5; tries++ {
				// On a slow machine the socket's own deadline, which knows no virtual time, can
				// strike in the middle of the last dial: then nothing has been seen.
				d = patiently(server.Addr(), func() (context.Context, context.CancelFunc) {
					ctx, cancel := end(after)
					return server.Watch(ctx), cancel
				}).result(stillTries())
				_ = d.failed()
			}

			Expect(d.failed()).To(HaveFailed(), In(
				"ctx ended before there was a connection, and that is an error: nil would say that all is well",
				"还没连上 ctx 就结束了，这是错误：返回 nil 等于说一切都好"))
			end.whenOver(d.err)
			Expect(d.took-after <= promptly).To(BeTrue(), In(
				"ctx ended in the middle of a pause, and your code slept on: wait for the timer and for ctx.Done() "+
					"in one select, whichever comes first (time.Sleep hears nothing)",
				"ctx 在停顿中途结束了，你的代码却继续睡：要用一个 select 同时等定时器和 ctx.Done()，谁先来听谁的（time.Sleep 什么也听不见）"))
		}
	},
		Entry(In("stops dialing at ctx's deadline", "到了截止时间就不再试"), ID("gives-up"), limit(deadlineIn)),
		Entry(In("stops dialing when ctx is cancelled", "一取消就不再试"), ID("gives-up-cancelled"), limit(cancelledIn)),
	)

	It(In(
		"returns without a dial when ctx has already ended",
		"ctx 早已结束，就不拨号"), ID("over-patient"), func(ctx SpecContext) {
		dialing(connect.ConnectWhenReady).getsThrough()
		ln, seen := Listening(), new(dials)

		d := dialing(connect.ConnectWhenReady).call(seen.Watch(Over()), ln.Addr().String())

		why := In(
			"ctx had ended before the call, so nobody wants this connection any more: do not dial, not even once, and "+
				"return ctx.Err()",
			"调用之前 ctx 就已结束，没有人再要这条连接了：一次也不要拨，返回 ctx.Err()")
		Expect(d.failed()).To(Wrap(context.Canceled), why)
		own := Dial(ln.Addr(), "")
		Expect(Accept(ln, "").RemoteAddr().String()).To(Say(own.LocalAddr().String()), why)
	})

	DescribeTable(In("does not try again what cannot work", "再试也没用的，就不再试"), func(ctx SpecContext, addr string) {
		dialing(connect.ConnectWhenReady).getsThrough()
		hopeless := In(
			"this is no address, and it will not be one in a minute either: try again after a refusal only, and "+
				"return every other error at once",
			"这不是一个地址，过一分钟也不会是：只有被拒绝才值得再试，其他错误要立刻返回")

		d := patiently(addr, aMinute).result(hopeless)

		Expect(d.failed()).To(HaveFailed(), In(
			"this is no address, so nobody can be connected to it: an error is due",
			"这不是一个地址，谁也连不上：应当返回错误"))
		Expect(d.took < time.Millisecond).To(BeTrue(), hopeless)
	},
		Entry(In(
			"returns at once for a port above 65535",
			"大于 65535 的端口，试多少次都一样"), ID("port-range"), "127.0.0.1:65536"),
		Entry(In("returns at once for an address without a port", "没有端口的地址，试多少次都一样"), ID("no-port"), "127.0.0.1"),
	)

	It(In("returns at once when the network is unreachable", "网络不通，不等它好"), ID("lost-network"), func(ctx SpecContext) {
		dialing(connect.ConnectWhenReady).getsThrough()
		hopeless := In(
			"the call has not even left this machine (ENETUNREACH), so nobody has refused it: only a refusal "+
				"(ECONNREFUSED) is worth another try, and every other number of the system's is returned at once",
			"电话根本没有打出这台机器（ENETUNREACH），谁也没有拒绝它：只有被拒绝（ECONNREFUSED）才值得再试，系统的其他错误号都要立刻返回")

		d := patiently(Unreachable(), aMinute).result(hopeless)

		Expect(d.failed()).To(HaveFailed(), In(
			"nobody can be connected there, so an error is due", "那里谁也连不上，应当返回错误"))
		Expect(d.took < time.Millisecond).To(BeTrue(), hopeless)
	})

	It(In(
		"keeps every promise, however often it is refused",
		"不管被拒绝多少次，都守约"), ID("connect-scenes"), func(ctx SpecContext) {
		QuickRefusals()
		dialing(connect.ConnectWhenReady).getsThrough()
		refusing := notYet()
		_ = patiently(refusing.Addr(), func() (context.Context, context.CancelFunc) {
			ctx, cancel := deadlineIn(soon)
			return refusing.Watch(ctx), cancel
		}).result(stillTries()).failed() // one that never pauses is not played with
		hosts := LoopbackHosts()
		scene.Play(connectScenes, func(d *scene.Dice, s *scene.Stage) { playConnect(d, s, hosts) })
	})
})
