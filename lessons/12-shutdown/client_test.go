package shutdown_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Client, Lesson("12-shutdown"), func() {
	It(In("returns the connection that dial has made", "拨通了，就返回那条连接"), ID("reaches"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			began := time.Now()

			o.connected(o.reconnects(context.Background()), In(
				"the very first dial succeeded, and Reconnect has not returned", "第一次拨号就通了，Reconnect 却没有返回"))

			Expect(o.dials()).To(Equal(1), In(
				"the first dial succeeded, so there is no need for another: each one opens a connection that "+
					"somebody must close",
				"第一次就拨通了，不必再拨：每多拨一次，就多一条要有人来关的连接"))
			Expect(time.Since(began) < firstWait/2).To(BeTrue(), In(
				"nothing had failed yet, and Reconnect waited: dial first, wait after a failure",
				"还没有失败过，Reconnect 就先等上了：先拨号，失败了再等"))
		}, dialStep{answers: 1})
	})

	It(In(
		"dials again after any error, for hours",
		"不管出什么错，都接着拨，几个小时也一样"), ID("keeps-trying"), func(ctx SpecContext) {
		refused := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", ConnectionRefused)}
		timeout := &net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}
		failures := slices.Repeat([]dialStep{
			{fails: refused}, {fails: timeout}, {fails: errNobodyHome}, {fails: os.ErrPermission}, {fails: io.EOF},
			{fails: &net.DNSError{Err: "no such host", IsNotFound: true}}, {fails: net.ErrClosed},
			{fails: context.DeadlineExceeded}, {fails: context.Canceled},
		}, mostDials/10)
		calling(func(o *scriptedDialer) {
			o.connectedAfter(24*time.Hour, o.reconnects(context.Background()), In(
				"the server was away for half an hour and came back, and Reconnect did not reach it: go on until dial "+
					"succeeds or ctx ends; no error of a dial's is final, not even one that sounds like the end of a "+
					"ctx, and there is no limit to their number",
				"服务端离开了半个小时又回来了，Reconnect 却没有连上：要一直拨到通，或者 ctx 结束；拨号的什么错误都不算最后，听起来像 ctx 结束的也不算，"+
					"失败多少次也没有上限"))
		}, append(failures, dialStep{answers: 1})...)
	})

	DescribeTable(In("waits between two dials, longer each time", "两次拨号之间要等，而且一次比一次久"),
		func(ctx SpecContext, from, to int, why string) {
			const often = 100 // a wait by chance may be right by chance
			for range often / to {
				calling(func(o *scriptedDialer) {
					client := o.reconnects(context.Background())
					select {
					case <-client.Returned():
					case <-time.After(3 * time.Hour):
					}
					d := firstWait
					for k, waited := range o.waits() {
						if k+1 >= from {
							Expect(waited >= d/2 && waited <= d).To(BeTrue(), why+"\n"+In(
								"it waited %d%s, and between %d%s and %d%s is due",
								"实际等了 %d%s，应当在 %d%s 到 %d%s 之间"),
								waited.Milliseconds(), "ms", (d / 2).Milliseconds(), "ms", d.Milliseconds(), "ms")
						}
						d = min(2*d, longestWait)
					}
					o.connected(client, In(
						"the server came back after some failed dials, and Reconnect did not reach it",
						"拨号失败若干次之后服务端回来了，Reconnect 却没有连上"))
				}, append(slices.Repeat([]dialStep{{fails: errNobodyHome}}, to), dialStep{answers: 1})...)
			}
		},
		Entry(In("waits a little after the first failure", "第一次失败之后，稍等片刻"), ID("first-wait"), 1, 1, In(
			"a server that is being restarted needs a moment: after the first failure wait between half of "+
				"FirstWait and FirstWait, not less and not more",
			"正在重启的服务端需要一点时间：第一次失败之后，等 FirstWait 的一半到 FirstWait 之间，不少也不多")),
		Entry(In("waits up to twice as long after each further failure", "以后每失败一次，等待加倍"), ID("doubles"), 2, 6, In(
			"the server still refuses, and your client does not make way: let d double with every failure, and "+
				"wait between half of d and d each time",
			"服务端还在拒绝，你的客户端却没有让一让：每失败一次，d 加倍，每次都等 d 的一半到 d 之间")),
		Entry(In("waits LongestWait at most", "再久也不超过 LongestWait"), ID("lid"), 7, 100, In(
			"doubling needs a lid: after many failures d is LongestWait and stays there, or a server that comes "+
				"back waits for its clients for hours; FirstWait << n is below zero after 38 failures, and then there "+
				"is no wait at all",
			"加倍要封顶：失败很多次之后，d 就停在 LongestWait；不然服务端回来了，还要等客户端好几个小时；FirstWait << n 到第 38 次失败就成了负数，一点也不等了")),
	)

	It(In("waits for a random time, apart from other clients", "不和别的客户端同时重拨"), ID("jitter"), func(ctx SpecContext) {
		const clients, failures = 4, 800
		all := chances(clients, failures)

		for n, waits := range all {
			for _, others := range all[:n] {
				Expect(slices.Equal(waits, others)).To(BeFalse(), In(
					"several clients lost their server within a moment, and two of them dialed again at exactly the "+
						"same times: a thousand of them would hit the new server in one blow, again and again; choose "+
						"each wait by chance, with other numbers in every client",
					"好几个客户端在同一会儿失去了服务端，其中两个之后又分秒不差地同时重拨：要是有一千个，就会一次又一次地同时撞上新的服务端；每次等多久要随机决定，"+
						"而且每个客户端的随机数都不一样"))
			}
		}
		// After the sixth failure, d is LongestWait. A right answer misses these bounds less than once in 10^60 runs.
		var fifths [5]int
		for _, waits := range all {
			for _, waited := range waits[6:] {
				fifths[max(0, min(4, int((waited-longestWait/2)*5/(longestWait/2))))]++
			}
		}
		const each = clients * failures / 5
		Expect(slices.Min(fifths[:]) > each/2 && slices.Max(fifths[:]) < each*3/2).To(BeTrue(), In(
			"the waits of many clients are not spread evenly from half of d to d, so that most of them come back at "+
				"the same times: draw every wait anew, and let each time between half of d and d be as "+
				"likely as another",
			"许多客户端的等待时间，没有均匀地分布在 d 的一半到 d 之间，大多数还是会同时回来：每次等待都要重新抽，"+
				"从 d 的一半到 d，长短机会均等"))
	})

	It(In("stops waiting the moment ctx ends", "ctx 一结束，立刻不再等"), ID("ctx-wait"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithCancel(context.Background())
			defer cancel()
			var ends time.Time
			o.when(10, func() { // it will wait for a second at least, and ctx ends soon after it has begun to
				time.AfterFunc(7*time.Millisecond, func() { ends = time.Now(); cancel() })
			})

			got := ended(o, o.reconnects(within), In(
				"ctx has ended, nobody answers, and Reconnect goes on: wait for the timer and for ctx.Done() in "+
					"one select",
				"ctx 已经结束，没有人应答，Reconnect 却还在继续：要在一个 select 里同时等定时器和 ctx.Done()"))

			Expect(got.err).To(Wrap(context.Canceled), In(
				"ctx ended, and that is why there is no connection: return an error that wraps ctx.Err() with %%w",
				"没有连接是因为 ctx 结束了：返回的错误要用 %%w 包装 ctx.Err()"))
			Expect(got.err).To(Wrap(errNobodyHome), In(
				"\"context canceled\" alone does not tell anybody what was wrong with the server: wrap the error "+
					"of the last dial as well; fmt.Errorf takes %%w twice",
				"光有 context canceled，谁也不知道服务端出了什么毛病：最后一次拨号的错误也要包装进去；fmt.Errorf 里可以写两个 %%w"))
			Expect(!ends.IsZero() && time.Since(ends) < 100*time.Millisecond).To(BeTrue(), In(
				"ctx ended in the middle of a wait, and the wait went on to its end: time.Sleep knows no ctx; wait "+
					"for the timer and for ctx.Done() in one select",
				"等到一半 ctx 结束了，却还是等到了底：time.Sleep 不认识 ctx；要在一个 select 里同时等定时器和 ctx.Done()"))
		}, dialStep{fails: errNobodyHome})
	})

	It(In("ends the dial when ctx ends", "ctx 一结束，拨号也结束"), ID("ctx-dial"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithCancel(context.Background())
			defer cancel()
			time.AfterFunc(time.Second, cancel)

			got := ended(o, o.reconnects(within), In(
				"ctx has ended, and a dial is still ringing: pass ctx on to dial, which then ends by itself",
				"ctx 已经结束，拨号的铃还在响：把 ctx 传给 dial，它自己就会结束"))

			Expect(o.dials() > 0).To(BeTrue(), In(
				"Reconnect has given up without a single dial",
				"一次也没有拨，Reconnect 就放弃了"))
			Expect(got.err).To(Wrap(context.Canceled), In(
				"ctx ended, and that is why there is no connection: return an error that wraps ctx.Err() with %%w",
				"没有连接是因为 ctx 结束了：返回的错误要用 %%w 包装 ctx.Err()"))
		}, dialStep{rings: true})
	})

	It(In("delivers all requests over one connection", "用一条连接送完所有请求"), ID("delivers"), func(ctx SpecContext) {
		const many = 25
		calling(func(o *scriptedDialer) {
			got := ended(o, o.delivers(context.Background(), messages(many)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), nothingWrong())
			Expect(strings.Join(o.unsalted(got.replies), "\n")).To(Say(strings.Join(o.repliesTo(messages(many)), "\n")),
				inOrder())
			Expect(o.dials()).To(Equal(1), In(
				"one connection would have served for all: dial again only when it has ended",
				"一条连接就够用到底：它断了才需要重新拨号"))
		}, dialStep{answers: many})
	})

	It(In("asks the next request when it has the reply", "得到答复，才问下一个"), ID("one-at-a-time"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithCancel(context.Background())
			defer cancel()
			client := o.delivers(within, messages(3))
			synctest.Wait() // the server is silent, the client waits
			client.Check()

			Expect(o.heard(0)).To(Equal(messages(2)), In(
				"the second request has no reply yet: the third must not have been sent, and the first two must, "+
					"each with a \"\\n\"",
				"第二个请求还没有得到答复：第三个不该发出，前两个应该发出，各带一个“\\n”"))
		}, dialStep{answers: 1, stays: true})
	})

	It(In(
		"asks a request again when its reply has not come",
		"没得到答复的再问一遍，别的都不问"), ID("asks-again"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			got := ended(o, o.delivers(context.Background(), messages(4)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), In(
				"the connection ended before the third reply, and the server could be reached again: connect "+
					"again, and go on; an end is no reason to give up",
				"第三个答复还没来，连接就断了，可服务端还能连上：重新连接，继续下去；断线不是放弃的理由"))
			Expect(o.heard(1)).To(Equal(messages(4)[2:]), In(
				"two requests had their replies when the connection ended: over the new one, the third has to be "+
					"asked again, and then the fourth; what has its reply is never asked again (a payment would be "+
					"made twice), and what has none must not be skipped",
				"断线时有两个请求已经得到答复：在新的连接上，要从第三个问起，然后是第四个；已经得到答复的不能再问（不然一笔钱会付两次），没有答复的不能跳过"))
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(4))), inOrder())
		}, dialStep{answers: 2}, dialStep{answers: 4})
	})

	It(In(
		"asks again after a reply that is cut short",
		"断了一半的答复不算答复"), ID("cut-reply"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			got := ended(o, o.delivers(context.Background(), messages(2)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), In(
				"the connection ended in the middle of a reply, and the server could be reached again: that is an "+
					"end like any other",
				"答复说到一半，连接断了，可服务端还能连上：这和别的断线没有两样"))
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(2))), In(
				"the connection ended before the \"\\n\" of a reply: who knows what is missing? Throw the piece "+
					"away and ask again; ReadString returns the piece together with io.EOF, and bufio.Scanner "+
					"hands it out as if it were a line",
				"答复的“\\n”还没来，连接就断了：谁知道缺了什么？扔掉这半截，再问一遍；ReadString 会把半截和 io.EOF 一起返回，bufio.Scanner 会把它当成一行交出来"))
		}, dialStep{answers: 1, says: "kept: mess"}, dialStep{answers: 4})
	})

	DescribeTable(In("survives a line that is torn", "线路被扯断也能挺过去"), func(ctx SpecContext, script Script) {
		calling(func(o *scriptedDialer) {
			torn := script.Conn()
			defer torn.Close()
			o.steps[0].conn = torn

			got := ended(o, o.delivers(context.Background(), messages(2)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), In(
				"the server went away without a goodbye, and came back: a reset connection is one that has ended; "+
					"connect again and ask again",
				"服务端没有道别就走了，后来又回来了：被复位的连接也是断了的连接；重新连接，再问一遍"))
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(2))), inOrder())
			Expect(torn).To(BeGivenBack(), In(
				"the torn connection was left open: it is dead, but its descriptor is not; close it before you "+
					"dial again",
				"断掉的连接没有关：连接已经死了，描述符还占着；重新拨号之前要关掉"))
		}, dialStep{}, dialStep{answers: 4})
	},
		Entry(In("dials again after a RST in place of the reply", "等来的不是答复而是复位，算作断线"), ID("reset"),
			Script{Hears: len("message 1\n"), Ends: ConnectionReset}),
	)

	It(In(
		"accepts a reply that comes together with the end",
		"和结尾一起来的答复照收"), ID("reply-with-end"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			says := InPieces(o.reply("message 1")+"\n", 7)
			whole := Script{Hears: len("message 1\n"), Says: says, Ends: io.EOF, AtOnce: true}.Conn()
			defer whole.Close()
			o.steps[0].conn = whole

			got := ended(o, o.delivers(context.Background(), messages(1)), deliverHangs())

			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(1))), inOrder())
			Expect(o.dials()).To(Equal(1), In(
				"the reply came whole, in pieces, and its last bytes together with the end: one Read is not one "+
					"line, and a Read may return bytes and io.EOF at once; take the bytes first, and there is no "+
					"need to ask again",
				"答复是完整的，只是分成几段，最后几个字节和结尾一起到：一次 Read 不等于一行，一次 Read 也可以既有字节又有 io.EOF；先收下字节，就不必再问"))
		}, dialStep{}, dialStep{answers: 1})
	})

	It(In("returns an error for a reply that never ends", "答复没完没了，也不上当"), ID("endless-reply"), func(ctx SpecContext) {
		delivers()
		const said, enough = 1 << 20, 1 << 17
		calling(func(o *scriptedDialer) {
			endless := Script{Says: InPieces(strings.Repeat("x", said), 1<<14)}.Conn()
			defer endless.Close()
			o.steps[0].conn = endless
			client := o.delivers(context.Background(), messages(1))
			synctest.Wait()
			client.Check()

			Expect(endless.Taken() < enough).To(BeTrue(), In(
				"a server sent a megabyte without a \"\\n\", and your client has read it all: no line is longer "+
					"than MaxLine bytes, so stop there, while reading, not after",
				"服务端发来一兆字节，一个“\\n”也没有，你的客户端照单全收：没有哪一行会超过 MaxLine 字节，读到那里就要停，边读边查，不要读完再查"))
			Expect(ended(o, client, In(
				"the reply was longer than MaxLine bytes, and Deliver does not come back: to ask such a server "+
					"again, or to wait for the end of its line, is useless",
				"答复超过了 MaxLine 字节，Deliver 却没有返回：这样的服务端，再问也好，等它说完也好，都没有用")).err).To(HaveFailed(), In(
				"the reply was longer than MaxLine bytes: that is no reply, return an error",
				"答复超过了 MaxLine 字节：这不是答复，应当返回错误"))
		}, dialStep{}, dialStep{fails: errNobodyHome})
	})

	DescribeTable(In("does not send what is no line", "不成一行的，不发"), func(ctx SpecContext, request, why string) {
		delivers()
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()

			Expect(ended(o, o.delivers(within, []string{request}), deliverHangs()).err).To(HaveFailed(), why)
			Expect(len(o.heard(0)) == 0).To(BeTrue(), why)
		}, dialStep{answers: 4})
	},
		Entry(In(
			"returns an error for a request of two lines",
			"两行的请求是错误"), ID("two-lines"), "message 1\nmessage 2", In(
			"this request has a \"\\n\" inside: the server would take it for two, and from then on every reply "+
				"would belong to the request before; return an error and send nothing",
			"这个请求中间有“\\n”：服务端会当成两个请求，从此每个答复都会错位；应当返回错误，什么也不发")),
		Entry(In(
			"returns an error for a request that is too long",
			"太长的请求是错误"), ID("too-long-to-send"), strings.Repeat("x", maxLine), In(
			"with its \"\\n\" this request is longer than MaxLine: the server would hang up on it, and your client "+
				"would connect and send it again, forever; return an error and send nothing",
			"这个请求连同“\\n”超过了 MaxLine：服务端会因此挂断，你的客户端又会重新连接，再发一遍，没完没了；应当返回错误，什么也不发")),
	)

	It(In(
		"waits before it dials a server that hangs up at once",
		"对方一接就挂，也不要猛打"), ID("no-rush"), func(ctx SpecContext) {
		delivers()
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()

			got := ended(o, o.delivers(within, messages(1)), deliverHangs())

			Expect(got.err).To(Wrap(context.DeadlineExceeded), becauseOfCtx())
		}, dialStep{})
	})

	It(In(
		"starts with short waits again when a reply has come",
		"得到过答复，等待又从短的开始"), ID("fresh-start"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			got := ended(o, o.delivers(context.Background(), messages(2)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), nothingWrong())
			waits := o.waits()
			Expect(waits[len(waits)-1] <= 2*firstWait).To(BeTrue(), In(
				"the server was away for long, came back, gave a reply, and later was away for a moment: this is a "+
					"new failure, and no continuation of the old one, so the waits begin at FirstWait again",
				"服务端离开了很久，回来了，也给了答复，后来又离开了一小会儿：这是一次新的故障，不是上一次的继续，等待应当从 FirstWait 重新开始"))
		}, append(slices.Repeat([]dialStep{{fails: errNobodyHome}}, 8),
			dialStep{answers: 1}, dialStep{fails: errNobodyHome}, dialStep{answers: 4})...)
	})

	It(In("stops waiting for a reply when ctx ends", "ctx 一结束，就不再等答复"), ID("ctx-silence"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			began := time.Now()
			within, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()

			got := ended(o, o.delivers(within, messages(3)), In(
				"ctx has ended, the server is silent, and Deliver still waits for its reply: Read knows no ctx; "+
					"let ctx close the connection or set its deadline (context.AfterFunc)",
				"ctx 已经结束，服务端一声不响，Deliver 还在等它答复：Read 不认识 ctx；要让 ctx 来关闭连接，或者设置截止时间（context.AfterFunc）"))

			Expect(got.err).To(Wrap(context.DeadlineExceeded), becauseOfCtx())
			Expect(time.Since(began) < 6*time.Second).To(BeTrue(), In(
				"ctx ended after 5 seconds, and Deliver took its time to notice",
				"ctx 在第 5 秒就结束了，Deliver 过了好久才发现"))
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(1))), soFar())
			Expect(o.open()).To(BeZero(), leftOpen())
		}, dialStep{answers: 1, stays: true})
	})

	It(In("stops waiting for the server when ctx ends", "ctx 一结束，就不再等服务端回来"), ID("ctx-away"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			within, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()

			got := ended(o, o.delivers(within, messages(3)), In(
				"ctx has ended, the server is away, and Deliver goes on", "ctx 已经结束，服务端不在，Deliver 却还在继续"))

			Expect(got.err).To(Wrap(context.DeadlineExceeded), becauseOfCtx())
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(2))), soFar())
		}, dialStep{answers: 2}, dialStep{fails: errNobodyHome})
	})

	It(In("leaves no connection open", "一条连接也不留下"), ID("hangs-up"), func(ctx SpecContext) {
		calling(func(o *scriptedDialer) {
			got := ended(o, o.delivers(context.Background(), messages(4)), deliverHangs())

			Expect(got.err).To(HaveGoneWell(), nothingWrong())
			Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(4))), inOrder())
			Expect(o.open()).To(BeZero(), leftOpen())
		}, dialStep{answers: 1}, dialStep{answers: 1}, dialStep{answers: 4})
	})

	It(In(
		"loses nothing while the server is shut down and opened again",
		"服务端一次次停机再开张，什么也不丢"), ID("restart"), func(ctx SpecContext) {
		const clients, each, restarts = 3, 30, 5
		InVirtualTime(func() {
			var current atomic.Pointer[pipeListener] // where clients call; nil while there is no server
			dial := func(ctx context.Context) (net.Conn, error) {
				if b := current.Load(); b != nil && ctx.Err() == nil {
					conn, err := b.call(nil)
					return Lend(conn), err
				}
				return nil, errNobodyHome
			}
			var mu sync.Mutex
			kept := map[string][]string{}
			handle := func(request string) string {
				<-time.After(time.Duration(Speech(1)[0]) * 50 * time.Microsecond) // virtual: up to 6 ms
				mu.Lock()
				defer mu.Unlock()
				client, message, _ := strings.Cut(request, " ")
				kept[client] = append(kept[client], message)
				return "kept: " + request
			}
			within, cancel := context.WithCancel(context.Background())
			defer cancel()

			// A server of one day: opened, at work for a while, and shut down.
			opened := func(day func(ln *ScriptedListener)) {
				lines := newPipeListener()
				o := newService(Scripted(Asking(lines)))
				o.server.Handle = handle
				o.Open(o.server.Serve)
				defer o.leave()
				current.Store(lines)
				day(o.Listener)
				o.Check()
				current.Store(nil)
				Expect(o.Ends(o.shutDown(context.Background()), shutdownHangs())).To(HaveGoneWell(), allGone())
				_ = o.Returns(In("Serve does not return after Shutdown", "Shutdown 之后 Serve 没有返回"))
			}
			var running []*Running[delivered]
			var asked [][]string
			for client := range clients {
				var requests []string
				for n := range each {
					requests = append(requests, fmt.Sprintf("%c %d %s", 'A'+client, n+1, words(8)))
				}
				asked = append(asked, requests)
				running = append(running, Start(func() delivered {
					replies, err := shutdown.Deliver(within, dial, slices.Clone(requests))
					return delivered{replies, err}
				}))
			}
			for range restarts {
				opened(func(*ScriptedListener) {
					<-time.After(30*time.Millisecond + time.Duration(Speech(1)[0])*100*time.Microsecond)
				})
				<-time.After(10 * time.Millisecond) // nobody is there
			}
			opened(func(ln *ScriptedListener) {
				for i, client := range running {
					select {
					case <-client.Returned():
					case <-Enough():
						client.OutOfTime(In(
							"the last server has been there for ten minutes, and a client has not delivered all of "+
								"its messages",
							"最后这个服务端已经等了十分钟，还有客户端没有送完它的消息"))
					}
					client.Check()
					got := client.Result("")
					Expect(got.err).To(HaveGoneWell(), In(
						"the server was away now and then, but ctx had not ended: a client gives up when ctx ends, "+
							"and not before",
						"服务端时不时离开，可 ctx 并没有结束：ctx 结束之前，客户端不能放弃"))
					for n, request := range asked[i] {
						Expect(n < len(got.replies) && got.replies[n] == "kept: "+request).To(BeTrue(), In(
							"a reply is not where it belongs: one for each request, in the order of the requests, "+
								"whatever happens to the connections",
							"答复对不上号：不管连接怎么断，每个请求都有一个答复，顺序和请求一样"))
					}
				}
			})

			for client, requests := range asked {
				name := string(rune('A' + client))
				var want []string
				for _, request := range requests {
					_, message, _ := strings.Cut(request, " ")
					want = append(want, message)
				}
				mu.Lock()
				got := slices.Clone(kept[name])
				mu.Unlock()
				Expect(len(slices.Compact(slices.Clone(got))) >= len(want)).To(BeTrue(), In(
					"a message was acknowledged, and no server has it: a reply must not be invented, and no "+
						"request skipped",
					"有消息得到了确认，却没有哪个服务端收到过：答复不能凭空捏造，请求也不能跳过"))
				Expect(slices.Equal(got, want)).To(BeTrue(), In(
					"a message was kept twice, or out of order: after Shutdown a request is answered or not "+
						"handled at all, and what has its reply is not asked again",
					"有消息记了两遍，或者乱了顺序：停机时，一个请求要么得到答复，要么根本不处理；得到答复的，不再问第二遍"))
			}
		})
	})
})
