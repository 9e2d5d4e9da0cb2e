package listen_test

import (
	"context"
	"net"
	"runtime"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("01-listen"), func() {
	It(In("returns true when somebody listens", "有人监听，查得出来"), ID("somebody"), func(ctx SpecContext) {
		finds(ctx, Listening())
	})

	It(In("returns false when the connection is refused", "被拒绝也是一种回答"), ID("nobody"), func(ctx SpecContext) {
		asks(ctx)

		open, err := listen.Probe(LendContext(ctx), Refusing())

		Expect(err).To(HaveGoneWell(), In(
			"a refused connection (ECONNREFUSED) is the other machine's clear answer that nobody listens: false, "+
				"and no error",
			"连接被拒绝（ECONNREFUSED）是对方明确的答复：没有人在监听。应当返回 false，没有错误"))
		Expect(open).To(BeFalse(), In(
			"nobody listens there, so the answer is false",
			"那里没有人监听，答案应当是 false"))
	})

	It(In("closes its connection before it returns", "返回之前先挂断"), ID("hangs-up"), func(ctx SpecContext) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // what is left to a goroutine has not been done yet
		ln := Listening()
		for range 30 {
			before := Sockets()
			open, err := listen.Probe(LendContext(ctx), ln.Addr().String())
			left := SocketsSince(before)

			Expect(err).To(HaveGoneWell(), In(
				"somebody listens there and the system lets us connect: that is an answer, not an error, and what "+
					"Close says of the connection does not change it",
				"那里有人监听，系统也让我们连上了：这是答案，不是错误；Close 说了什么，也改变不了它"))
			Expect(open).To(BeTrue(), In("somebody listens there, so the answer is true", "那里有人监听，答案应当是 true"))
			asked := Accept(ln, In(
				"Probe must really connect: only a connection shows that somebody listens",
				"Probe 要真的去连：只有连上了，才知道有人在监听"))
			Expect(left).To(BeEmpty(), In(
				"Probe has returned, and its connection is still open at this very moment: the one that dials must "+
					"hang up, and before the return, not in a goroutine and not a moment later",
				"Probe 返回的这一刻，它打开的连接还开着：谁拨号谁挂断，而且要在返回之前，不能交给 goroutine，也不能等一会儿再说"))
			Expect(asked).To(HaveHungUp(), In(
				"Probe left its connection open: the one that dials must hang up, or the server keeps a line busy for "+
					"nobody",
				"Probe 没有关闭自己打开的连接：谁拨号谁挂断，否则服务端会一直替没有人的电话占着线"))
			_ = asked.Close()
		}
	})

	It(In("dials the address that it was given", "问的就是给定的地址"), ID("other-hosts"), func(ctx SpecContext) {
		for _, host := range LoopbackHosts() {
			ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
			Must(err)
			open, err := listen.Probe(LendContext(ctx), ln.Addr().String())
			_ = ln.Close()

			Expect(err).To(HaveGoneWell(), elsewhere())
			Expect(open).To(BeTrue(), elsewhere())
		}
	})

	It(In("returns an error when ctx has already ended", "时间已到就没有答案"), ID("ctx-over"), func(ctx SpecContext) {
		asks(ctx)

		open, err := listen.Probe(Over(), Listening().Addr().String())

		Expect(err).To(HaveFailed(), In(
			"ctx was over before the call: Probe must pass it on (Dialer.DialContext takes it) and say that it does "+
				"not know",
			"调用之前 ctx 就已结束：Probe 要听 ctx 的（Dialer.DialContext 会听），并说明它不知道答案"))
		Expect(open).To(BeFalse(), In(
			"an error means that the question is open: do not say true beside it",
			"返回错误表示问题没有答案：不要同时说 true"))
	})

	It(In("returns an error when nobody answers in time", "无人应答不等于被拒绝"), ID("silence"), func(ctx SpecContext) {
		asks(ctx)
		soon, cancel := context.WithTimeout(LendContext(ctx), 20*time.Millisecond)
		defer cancel()

		open, err := listen.Probe(soon, Unanswering())

		Expect(err).To(HaveFailed(), In(
			"no answer came in time, and that is no refusal: somebody may well listen there; return the error",
			"等到时间用完也没有回音，这不是拒绝：那里也许有人在监听。应当返回错误"))
		Expect(open).To(BeFalse(), In(
			"an error means that the question is open: do not say true beside it",
			"返回错误表示问题没有答案：不要同时说 true"))
	})

	It(In("returns at once when ctx ends", "ctx 一结束，立刻放弃"), ID("cancelled"), func(ctx SpecContext) {
		asks(ctx)
		for _, end := range []error{context.Canceled, context.DeadlineExceeded, context.Canceled} {
			ending := Endless()
			ask := Start(func() answered { return ask(LendContext(ending), Unanswering()) })
			Settle() // it waits for an answer

			ending.End(end)

			late := In(
				"ctx has ended, and Probe still waits for an answer that nobody wants any more: give ctx to the dial "+
					"itself (Dialer.DialContext), for a time limit that you set hears no cancellation",
				"ctx 已经结束，Probe 还在等一个没有人要的回音：要把 ctx 交给拨号本身（Dialer.DialContext）；自己设的时间限制，是听不到取消的")
			Expect(ask.AtOnce()).To(BeTrue(), late)
			Expect(ask.Result(late).err).To(HaveFailed(), In(
				"ctx ended before an answer came, and that is no refusal: return the error",
				"回音还没有来，ctx 就结束了，这不是拒绝：应当返回错误"))
			Expect(ask.Result(late).open).To(BeFalse(), In(
				"an error means that the question is open: do not say true beside it",
				"返回错误表示问题没有答案：不要同时说 true"))
		}
	})

	It(In("returns an error when the network is unreachable", "网络不通不等于被拒绝"), ID("unreachable"), func(ctx SpecContext) {
		asks(ctx)
		addr := Unreachable()

		open, err := listen.Probe(LendContext(ctx), addr)

		Expect(err).To(HaveFailed(), In(
			"the call has not even left this machine (ENETUNREACH), so nobody has refused it: only ECONNREFUSED is "+
				"the answer \"nobody\", and every other number of the system's is an error",
			"电话根本没有打出这台机器（ENETUNREACH），谁也没有拒绝它：只有 ECONNREFUSED 才是“没有人”，系统的其他错误号都是错误"))
		Expect(open).To(BeFalse(), In(
			"an error means that the question is open: do not say true beside it",
			"返回错误表示问题没有答案：不要同时说 true"))
	})

	It(In("returns an error for an invalid address", "地址不成地址，无从问起"), ID("no-address"), func(ctx SpecContext) {
		asks(ctx)

		_, err := listen.Probe(LendContext(ctx), "127.0.0.1:65536")

		Expect(err).To(HaveFailed(), In(
			"this is no address, so nobody was asked and nobody refused: an error is due",
			"这不是一个地址，谁也没问到，谁也没拒绝：应当返回错误"))
	})

	It(In(
		"reports the state of the moment at each call",
		"什么时候问，就答什么时候的实情"), ID("probe-scenes"), func(ctx SpecContext) {
		asks(ctx)
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // what is left to a goroutine has not been done yet
		hosts := LoopbackHosts()
		scene.PlayLive(probeScenes, func(d *scene.Dice, s *scene.Stage) { playProbe(d, s, hosts) })
	})
})
