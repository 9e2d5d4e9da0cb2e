package listen_test

import (
	"context"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Client, Lesson("01-listen"), func() {
	It(In("finds the one who listens", "有人监听，查得出来"), ID("somebody"), func(ctx SpecContext) {
		finds(ctx, Listening())
	})

	It(In("takes a refusal for an answer", "被拒绝也是一种回答"), ID("nobody"), func(ctx SpecContext) {
		asks(ctx)

		open, err := listen.Probe(LendContext(ctx), Refusing())

		Expect(err).To(HaveGoneWell(), In(
			"a refused connection (ECONNREFUSED) is the other machine's clear answer that nobody listens: false, and no error",
			"连接被拒绝（ECONNREFUSED）是对方明确的答复：没有人在监听。应当返回 false，没有错误"))
		Expect(open).To(BeFalse(), In(
			"nobody listens there, so the answer is false",
			"那里没有人监听，答案应当是 false"))
	})

	It(In("hangs up when it knows", "知道答案就挂断"), ID("hangs-up"), func(ctx SpecContext) {
		ln := Listening()
		_, err := listen.Probe(LendContext(ctx), ln.Addr().String())
		Expect(err).To(HaveGoneWell(), In(
			"somebody listens there and the system lets us connect: that is an answer, not an error",
			"那里有人监听，系统也让我们连上了：这是答案，不是错误"))

		asked := Accept(ln, In(
			"Probe must really connect: only a connection shows that somebody listens",
			"Probe 要真的去连：只有连上了，才知道有人在监听"))

		Expect(asked).To(HaveHungUp(), In(
			"Probe left its connection open: whoever dials must hang up, or the server keeps a line busy for nobody",
			"Probe 没有关闭自己打开的连接：谁拨号谁挂断，否则服务端会一直替没有人的电话占着线"))
	})

	It(In("has no answer when its time is over", "时间已到就没有答案"), ID("ctx-over"), func(ctx SpecContext) {
		asks(ctx)

		open, err := listen.Probe(Over(), Listening().Addr().String())

		Expect(err).To(HaveFailed(), In(
			"ctx was over before the call: Probe must heed it (Dialer.DialContext does) and say that it does not know",
			"调用之前 ctx 就已结束：Probe 要听 ctx 的（Dialer.DialContext 会听），并说明它不知道答案"))
		Expect(open).To(BeFalse(), In(
			"an error means that the question is open: do not say true beside it",
			"返回错误表示问题没有答案：不要同时说 true"))
	})

	It(In("does not take silence for a refusal", "无人应答不等于被拒绝"), ID("silence"), func(ctx SpecContext) {
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

	It(In("cannot ask at an address that is none", "地址不成地址，无从问起"), ID("no-address"), func(ctx SpecContext) {
		asks(ctx)

		_, err := listen.Probe(LendContext(ctx), "127.0.0.1:65536")

		Expect(err).To(HaveFailed(), In(
			"this is no address, so nobody was asked and nobody refused: an error is due",
			"这不是一个地址，谁也没问到，谁也没拒绝：应当返回错误"))
	})
})
