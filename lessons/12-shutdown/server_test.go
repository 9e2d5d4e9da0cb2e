package shutdown_test

import (
	"context"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"syscall"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Server, Lesson("12-shutdown"), func() {
	It(In("answers each request with its reply", "每个请求都得到它的答复"), ID("answers"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller := o.call()

			for range 2 {
				request := words(40)
				caller.says(request[:20]) // the server has read the first half when this returns
				caller.says(request[20:] + "\n")

				Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), In(
					"a caller sent a line, and what came back is not what Handle says to it: read up to the "+
						"\"\\n\", however many Reads that takes, pass the line to Handle without the \"\\n\", send "+
						"the reply with one, and go on with the next line",
					"来电者发来一行，得到的却不是 Handle 对它的答复：不管要读几次，都要读到“\\n”为止，去掉“\\n”交给 Handle，答复加上“\\n”发回去，再接着读下一行"))
			}
		})
	})

	It(In(
		"serves a caller while another one's request is handled",
		"一个来电的请求还在办，另一个照样有人理"), ID("side-by-side"), func(ctx SpecContext) {
		o := onLine()
		first, second := o.call(), o.call()
		slow, quick := takesTime(), words(20)
		first.says(slow + "\n")
		o.Answers(1, notHandled())

		second.says(quick + "\n")

		Expect(second.hears(quick)).To(ArriveWhole(replyTo(quick)), In(
			"while one caller's request is being handled, another caller waits in vain: serve each connection in a "+
				"goroutine of its own, and hold no lock while Handle works",
			"一个来电的请求还没办完，另一个来电就没人理了：每条连接要有自己的 goroutine，Handle 工作时也不要占着锁"))
		o.letGoOn()
		Expect(first.hears(slow)).To(ArriveWhole(replyTo(slow)), replyDue())
	})

	It(In(
		"serves forty callers at once",
		"同时服务四十个来电，也同时为他们调用 Handle"), ID("everybody"), func(ctx SpecContext) {
		const callers = 40
		virtually(func(o *service) {
			var all []*caller
			var requests []string
			for range callers {
				c, request := o.call(), takesTime()
				c.says(request + "\n")
				o.Answers(1, In(
					"many callers have a request each, none has been answered yet, and one more has to "+
						"wait for them: there "+
						"is no limit to how many are served, or are in Handle, at once",
					"许多来电各有一个请求，都还没有答复，再来一个就要等他们：同时服务多少个来电、多少个请求同时在 Handle 里，都没有上限"))
				all, requests = append(all, c), append(requests, request)
			}
			heard := make([]chan Heard, callers)
			for n, c := range all { // all of them read at once
				heard[n] = make(chan Heard, 1)
				go func() { heard[n] <- Hear(c, len(replyTo(requests[n]))) }()
			}
			o.letGoOn()
			for n := range all {
				Expect(<-heard[n]).To(ArriveWhole(replyTo(requests[n])), replyDue())
			}
		})
	})

	It(In("accepts a request of the full length", "请求长到上限也照收"), ID("longest"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), words(maxLine-1)

			caller.says(request + "\n")

			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), In(
				"a line of exactly MaxLine bytes, \"\\n\" included, is a request like any other: only what is "+
					"longer is too long",
				"一行正好 MaxLine 字节，连同“\\n”在内，是正常的请求：超过才算太长"))
		})
	})

	It(In(
		"closes only the connection whose request is too long",
		"请求太长就挂断，但只挂断这一个"), ID("too-long"), func(ctx SpecContext) {
		virtually(func(o *service) {
			neighbour, caller := o.call(), o.call()
			before, after := words(20), words(20)
			neighbour.says(before + "\n")
			neighbour.hears(before)

			caller.says(words(maxLine) + "\n")

			o.ComeToRest()

			Expect(o.handled.Load() == 1).To(BeTrue(), In(
				"a line of more than MaxLine bytes was passed to Handle: it is no request, and neither is a part of it",
				"超过 MaxLine 字节的一行交给了 Handle：它不是请求，截下一部分也不是"))
			Expect(caller).To(HaveHungUp(), In(
				"a line of more than MaxLine bytes is no request: close the connection, its caller does not keep "+
					"to the agreement",
				"一行超过 MaxLine 字节，就不是请求：关闭这条连接，对方不守约定"))
			neighbour.says(after + "\n")
			Expect(neighbour.hears(after)).To(ArriveWhole(replyTo(after)), In(
				"one caller broke the rules, and another one lost the connection for it: end the one connection, "+
					"not the server",
				"一个来电坏了规矩，另一个来电的连接也跟着没了：该结束的是那一条连接，不是整个服务端"))
		})
	})

	It(In("stops reading a line that never ends", "一行没完没了，不会一直吞下去"), ID("endless"), func(ctx SpecContext) {
		serves()
		const said, enough = 1 << 20, 1 << 17
		InVirtualTime(func() {
			endless := Script{Says: InPieces(strings.Repeat("x", said), 1<<14)}.Conn()
			defer endless.Close()
			o := open(Scripted(Calling(endless)))
			defer o.leave()

			o.ComeToRest()

			Expect(endless.Taken() < enough).To(BeTrue(), In(
				"a caller sent a megabyte without a \"\\n\", and your server has read it all: a stranger must not "+
					"decide how much memory you need; stop after MaxLine bytes, while reading, not after",
				"来电者发了一兆字节，一个“\\n”也没有，你的服务端照单全收：用多少内存不能由陌生人决定；读到 MaxLine 字节就要停，边读边查，不要读完再查"))
			Expect(endless).To(BeGivenBack(), In(
				"after MaxLine bytes without a \"\\n\" this is no request, and never will be: close the connection",
				"MaxLine 个字节里没有“\\n”，这已经不是请求，以后也不会是：关闭这条连接"))
		})
	})

	It(In("handles only whole lines", "半行不算请求"), ID("half-line"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			cut := Script{Says: []string{"pay 100"}, Ends: io.EOF}.Conn()
			defer cut.Close()
			o := open(Scripted(Calling(cut)))
			defer o.leave()

			o.ComeToRest()

			Expect(o.handled.Load() == 0).To(BeTrue(), In(
				"the caller said \"pay 100\" and hung up, before the rest of the number and the \"\\n\" came: "+
					"without its end a line is no request; bufio.Scanner hands out the last piece as if it were one",
				"来电者说到“pay 100”就断了，后面的数字和“\\n”都没来：没有结尾的一行不是请求；bufio.Scanner 会把最后这半截也当成一行交出来"))
			Expect(cut).To(BeGivenBack(), In(
				"the caller has hung up, and your end of the connection is still open: close it",
				"来电者已经挂断，你这一端的连接却还开着：要关闭"))
		})
	})

	It(In("closes when the caller closes", "来电者挂断，自己也挂断"), ID("caller-leaves"), func(ctx SpecContext) {
		virtually(func(o *service) {
			hungUp := make(chan struct{})
			caller := o.callWrapped(func(conn net.Conn) net.Conn { return &closeNotifier{Conn: conn, closed: hungUp} })
			request := words(20)
			caller.says(request + "\n")
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			_ = caller.Close()
			o.ComeToRest()

			Expect(isClosed(hungUp)).To(BeTrue(), In(
				"the caller has hung up, and your end of the connection is still open: close it",
				"来电者已经挂断，你这一端的连接却还开着：要关闭"))
			Expect(o.Ends(o.shutDown(context.Background()), In(
				"nobody is on the line any more, and Shutdown still waits: a caller that has hung up must not be "+
					"counted any longer",
				"线上已经没有人了，Shutdown 还在等：挂断了的就不能再算在内"))).To(HaveGoneWell(), allGone())
		})
	})

	It(In("goes on after a temporary error of Accept", "挺过 Accept 的临时错误"), ID("temporary"), func(ctx SpecContext) {
		InVirtualTime(func() {
			lines := newPipeListener()
			o := open(Scripted(FailingFor(AcceptError(syscall.EMFILE), 10*time.Second), Asking(lines)))
			defer o.leave()
			o.pipes = lines
			caller, request := o.call(), words(20)
			caller.says(request + "\n")

			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), In(
				"for ten seconds Accept failed with a temporary error, and a caller waited for it to end, in vain: "+
					"wait a little and ask again",
				"Accept 有十秒钟一直报告临时错误，有来电者一直等着，却没等到：稍等片刻，再去问"))
		})
	})

	It(In("returns a lasting error of Accept", "把不会好转的错误返回出去"), ID("broken"), func(ctx SpecContext) {
		InVirtualTime(func() {
			broken := AcceptError(syscall.EINVAL)
			o := open(Scripted(FailingFor(broken, time.Hour)))
			defer o.leave()

			Expect(o.Returns(In(
				"this error is not temporary: asking on is useless, return the error",
				"这个错误不是临时的：再问也没有用，应当返回这个错误"))).To(Wrap(broken), In(
				"the listener broke, and nobody has called Shutdown: return what Accept said, itself or wrapped "+
					"with %%w; ErrServerClosed is for a shutdown alone",
				"监听器是坏了，没有人调用过 Shutdown：要返回 Accept 的错误，原样或用 %%w 包装；ErrServerClosed 只用于停机"))
		})
	})

	It(In("finishes the request in flight", "手上的请求要办完"), ID("finishes"), func(ctx SpecContext) {
		o := onLine()
		caller, request := o.call(), takesTime()
		caller.says(request + "\n")
		o.Answers(1, notHandled())
		down := o.shutDown(ctx)
		o.drains(down)
		o.letGoOn()

		Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), In(
			"a request was being handled when Shutdown came, and its reply never arrived whole: close the idle "+
				"connections, and leave those with a request in flight alone until the reply has been sent",
			"Shutdown 来的时候，有个请求正在处理，它的答复却没有完整到达：可以关闭的是空闲的连接；还有请求在处理的，要等答复发出以后再关"))
		Expect(caller).To(EndWithFIN(), In(
			"the reply was sent, and now this connection has to end, with a FIN: after Shutdown no further request "+
				"is read, so do not go back to Read",
			"答复已经发出，这条连接现在该结束了，用 FIN 结束：Shutdown 之后不再读新的请求，不要又回去 Read"))
		Expect(down.Result(shutdownHangs())).To(HaveGoneWell(), allGone())
	})

	It(In(
		"waits for a reply that is still being sent",
		"答复还在发送，就接着等"), ID("reply-under-way"), func(ctx SpecContext) {
		for _, first := range []string{"Handle", "Shutdown"} {
			virtually(func(o *service) {
				caller, request := o.call(), takesTime()
				caller.says(request + "\n") // and then it does not read: on this line, Write waits for that
				o.Answers(1, notHandled())
				var down *Running[error]
				if first == "Handle" { // it returns before Shutdown is called
					o.letGoOn()
					o.ComeToRest()
					down = o.shutDown(context.Background())
				} else {
					down = o.shutDown(context.Background())
					o.ComeToRest()
					o.letGoOn()
				}
				<-time.After(11 * time.Second) // virtual: all that can happen before the caller reads has happened

				down.Check()
				Expect(down.HasReturned()).To(BeFalse(), In(
					"Handle has returned, its reply is still being sent, and Shutdown has returned already: a program "+
						"that now ends cuts the reply off; a reply is due until Write has returned, whichever "+
						"goroutine calls it",
					"Handle 已经返回，答复还在发送，Shutdown 却已经返回：程序要是就此结束，答复就断了；Write 返回之前，答复都算欠着，不管是哪个 goroutine 在写"))
				Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), In(
					"Handle had returned, and its reply was still being sent when Shutdown was called or at work; it "+
						"never arrived whole: a connection is idle when Write has returned, not when Handle has",
					"Handle 已经返回，答复还在发送，这时 Shutdown 被调用或者正在进行，答复却没有完整到达：Write 返回了，连接才算空闲，不是 Handle 返回就算"))
				Expect(caller).To(EndWithFIN(), In(
					"the reply was sent, and now this connection has to end",
					"答复已经发出，这条连接现在该结束了"))
				Expect(o.Ends(down, shutdownHangs())).To(HaveGoneWell(), allGone())
			})
		}
	})

	It(In("waits for the request in flight", "等着手上的请求办完"), ID("waits"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), takesTime()
			caller.says(request + "\n")
			o.Answers(1, notHandled())

			down := o.shutDown(context.Background())
			<-time.After(2 * time.Minute) // virtual: all that can happen while Handle works has happened

			down.Check()
			Expect(isClosed(down.Returned())).To(BeFalse(), In(
				"a request is still being handled, and Shutdown has returned: a program that now ends takes the "+
					"request with it; wait until the last connection is closed, for as long as ctx lasts, and not "+
					"for some time of your own",
				"还有一个请求正在处理，Shutdown 却已经返回：程序要是就此结束，这个请求也就没了；要等到最后一条连接关闭，能等多久只看 ctx，不要自己定个时间"))
			o.letGoOn()
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			Expect(o.Ends(down, shutdownHangs())).To(HaveGoneWell(), allGone())
		})
	})

	DescribeTable(In(
		"hangs up on idle connections at once",
		"空闲的连接立刻挂断"), func(ctx SpecContext, prepare func(*caller)) {
		o := onLine()
		idle := o.call()
		prepare(idle)
		witness, request := o.call(), words(20)
		witness.says(request + "\n")
		// When this caller has an answer, the earlier one has been accepted, too.
		Expect(witness.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
		Settle() // and both are waited for

		down := o.shutDown(ctx)

		idle.sees(EndWithFIN(), down, In(
			"this caller had no request in flight, and was not hung up on: it may stay silent for hours, so do not "+
				"wait for it; closing the connection ends the Read that waits there, and sends a FIN (unless "+
				"linger is 0)",
			"这个来电者没有在等任何答复，却没有被挂断：它可能几个小时都不说话，不能等它；关闭连接就能结束正等着的 Read，并且发出 FIN（只要 linger 不是 0）"))
		Expect(down.Result(shutdownHangs())).To(HaveGoneWell(), allGone())
	},
		Entry(In(
			"closes at once a connection whose reply was sent",
			"已经得到答复的，立刻挂断"), ID("idle-answered"), func(c *caller) {
			request := words(20)
			c.says(request + "\n")
			Expect(c.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
		}),
		Entry(In(
			"closes at once a connection without a request",
			"从没开过口的，立刻挂断"), ID("idle-silent"), func(*caller) {}),
	)

	It(In("closes at once a connection with half a request", "半个请求拖不住停机"), ID("half-request"), func(ctx SpecContext) {
		serves()
		virtually(func(o *service) {
			caller := o.call()
			caller.says("half a requ")
			o.ComeToRest() // the server has read it, and waits for more

			began := time.Now()
			down := o.shutDown(context.Background())

			Expect(o.Ends(down, In(
				"a caller has sent half a line and then nothing, and Shutdown waits for the rest: it may never "+
					"come, and a caller that sends a byte an hour could keep your server forever; a request is in "+
					"flight when its \"\\n\" has been read, not before",
				"来电者发了半行就再没有动静，Shutdown 还在等另一半：那可能永远不来，谁要是一小时发一个字节，你的服务端就永远停不下来；读到“\\n”，"+
					"请求才算开始处理"))).To(HaveGoneWell(), allGone())
			Expect(time.Since(began) < time.Second).To(BeTrue(), In(
				"Shutdown has given half a request time to become a whole one: it is no request, so close the "+
					"connection at once",
				"Shutdown 还给半个请求留了时间：它不是请求，应当立刻关闭这条连接"))
			Expect(caller).To(HaveHungUp(), In(
				"Shutdown says that all have gone, and this connection is still open",
				"Shutdown 说大家都走了，这条连接却还开着"))
		})
	})

	It(In(
		"closes the listener while requests are in flight",
		"请求还在办，监听器就已经关了"), ID("stops-accepting"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), takesTime()
			caller.says(request + "\n")
			o.Answers(1, notHandled())

			down := o.shutDown(context.Background())
			synctest.Wait() // all that can happen while Handle works has happened

			down.Check()
			Expect(isClosed(o.pipes.closed)).To(BeTrue(), In(
				"Shutdown waits for a request in flight, and the listener is still open: a client that calls now is "+
					"served, or left in the queue of a server that is going; close the listener first, and then wait",
				"Shutdown 在等手上的请求，监听器却还开着：这时打进来的人，不是又被接起来，就是排进一个马上要走的服务端的队列；要先关闭监听器，再等"))
			o.letGoOn()
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			Expect(o.Ends(down, shutdownHangs())).To(HaveGoneWell(), allGone())
		})
	})

	It(In(
		"closes the listener before the idle connections",
		"先关监听器，再挂断空闲的连接"), ID("listener-first"), func(ctx SpecContext) {
		virtually(func(o *service) {
			var early atomic.Bool
			closing := func(conn net.Conn) net.Conn {
				return &closeHook{conn, func() {
					if !isClosed(o.pipes.closed) {
						early.Store(true)
					}
				}}
			}
			caller, request := o.callWrapped(closing), words(20)
			caller.says(request + "\n")
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			o.ComeToRest()

			Expect(o.Ends(o.shutDown(context.Background()), shutdownHangs())).To(HaveGoneWell(), allGone())

			Expect(early.Load()).To(BeFalse(), In(
				"a connection was closed while the listener was still open: a client that is hung up on calls "+
					"again at once, and would be accepted by a server that is going; close the listener before "+
					"anything else",
				"监听器还开着，就关闭了一条连接：被挂断的客户端马上会再打来，又被这个马上要走的服务端接起来；关闭监听器要放在最前面"))
		})
	})

	It(In(
		"ends Serve with ErrServerClosed at once",
		"Shutdown 一来，Serve 就返回 ErrServerClosed"), ID("sentinel"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), takesTime()
			caller.says(request + "\n")
			o.Answers(1, notHandled())

			down := o.shutDown(context.Background())
			synctest.Wait()
			down.Check()

			err := o.Returns(In(
				"Shutdown was called, and Serve has not returned: closing the listener ends Accept; it is Shutdown "+
					"that waits for the requests in flight, not Serve",
				"Shutdown 已经调用，Serve 却没有返回：关闭监听器，Accept 就会结束；等手上请求的是 Shutdown，不是 Serve"))
			Expect(err).To(Wrap(shutdown.ErrServerClosed), In(
				"Serve ended because of a shutdown, and its caller wants to tell that from a failure: return "+
					"ErrServerClosed, neither nil nor what Accept says about a closed listener",
				"Serve 是因为停机才结束的，调用者要能把它和故障分开：应当返回 ErrServerClosed，不是 nil，也不是 Accept 对已关闭的监听器说的那句话"))
			o.letGoOn()
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			Expect(o.Ends(down, shutdownHangs())).To(HaveGoneWell(), allGone())
		})
	})

	It(In(
		"closes the connections that are left when ctx ends",
		"ctx 一结束就不再等，把剩下的挂断"), ID("forces"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller := o.call()
			caller.says(takesTime() + "\n")
			o.Answers(1, notHandled())
			began := time.Now()
			within, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()

			err := o.Ends(o.shutDown(within), In(
				"ctx has ended, a Handle has not, and Shutdown is still waiting: nobody can interrupt a Handle, so "+
					"do not wait for it longer than ctx",
				"ctx 已经结束，还有一个 Handle 没有返回，Shutdown 却还在等：谁也没法打断 Handle，所以等它不能超过 ctx"))

			Expect(err).To(Wrap(context.DeadlineExceeded), In(
				"not everybody had gone when ctx ended, and the caller of Shutdown must learn of it: return "+
					"ctx.Err(), itself or wrapped with %%w",
				"ctx 结束时还有人没走，Shutdown 的调用者应当知道：返回 ctx.Err()，原样或用 %%w 包装"))
			Expect(time.Since(began) >= 5*time.Second).To(BeTrue(), In(
				"Shutdown gave up before ctx had ended: how long to wait is for ctx to say, and for nothing else",
				"ctx 还没结束，Shutdown 就放弃了：等多久由 ctx 说了算，不由别的"))
			Expect(time.Since(began) < 6*time.Second).To(BeTrue(), In(
				"ctx ended after 5 seconds, and Shutdown took its time to notice: wait for ctx.Done() in the same "+
					"select",
				"ctx 在第 5 秒就结束了，Shutdown 过了好久才发现：在同一个 select 里等 ctx.Done()"))
			Expect(caller).To(HaveHungUp(), In(
				"ctx has ended and Shutdown has returned, but this connection is still open: what is left at ctx's "+
					"end is closed",
				"ctx 结束了，Shutdown 也返回了，这条连接却还开着：到 ctx 结束时还剩下的，都要关闭"))
		})
	})

	It(In(
		"returns when ctx ends, even if a caller never reads",
		"来电者从来不读，也拖不过 ctx"), ID("never-reads"), func(ctx SpecContext) {
		lines := newPipeListener()
		o := open(Scripted(Asking(lines)))
		o.pipes = lines
		DeferCleanup(o.leave)
		o.call().says(words(20) + "\n") // and then it does not read: on this line, Write waits for that
		o.Answers(1, notHandled())
		Settle()

		err := o.shutDown(Over()).Result(In(
			"a caller does not read its reply, so your Write waits for it, and Shutdown waits for your Write (or "+
				"for a lock that is held meanwhile), though ctx is over: close the connection then, and the Write ends",
			"来电者不读答复，你的 Write 在等它，Shutdown 又在等你的 Write（或者等它写的时候占着的锁），虽然 ctx 已经结束：这时关闭连接，Write 就会结束"))

		Expect(err).To(Wrap(context.Canceled), In(
			"a reply was still being sent when ctx ended: it is not delivered, so return ctx.Err(), itself or "+
				"wrapped with %%w",
			"ctx 结束时答复还没发完：它没有送到，所以要返回 ctx.Err()，原样或用 %%w 包装"))
	})

	It(In("can be called again", "再调用一次也没事"), ID("again"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), words(20)
			caller.says(request + "\n")
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())

			for range 2 {
				Expect(o.Ends(o.shutDown(context.Background()), In(
					"Shutdown was called a second time, after all had gone, and does not come back",
					"大家都走了以后第二次调用 Shutdown，它却没有返回"))).To(HaveGoneWell(), In(
					"all have gone, so every call of Shutdown returns nil: that the listener is closed already is "+
						"no failure",
					"大家都走了，每次调用 Shutdown 都应当返回 nil：监听器早已关闭，不算故障"))
			}
		})
	})

	It(In(
		"returns nil when no connection is left, even if ctx has ended",
		"一个人也不剩，就算 ctx 已经结束，也返回 nil"), ID("nobody-left"), func(ctx SpecContext) {
		const often = 64 // select chooses by chance
		nobodyLeft := func(o *service) {
			for range often {
				Expect(o.Ends(o.shutDown(Over()), shutdownHangs())).To(HaveGoneWell(), In(
					"nobody was left when Shutdown was called with a ctx that is over, and it called that a failure: "+
						"look first whether anybody is left; a select whose cases are both ready chooses by chance",
					"调用 Shutdown 的时候一个人也不剩，只是 ctx 已经结束，它却说出了错：先看还有没有人；select 的两个分支都就绪时，选哪个是随机的"))
			}
		}
		InVirtualTime(func() {
			o := newService(Scripted())
			defer o.leave()
			nobodyLeft(o)
		})
		virtually(func(o *service) {
			caller, request := o.call(), words(20)
			caller.says(request + "\n")
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			_ = caller.Close()
			o.ComeToRest()
			nobodyLeft(o)
		})
	})

	It(In("leaves other servers alone", "不影响别的服务端"), ID("two-servers"), func(ctx SpecContext) {
		virtually(func(o *service) {
			request := words(20)
			asks := func(here *caller) {
				GinkgoHelper()
				here.says(request + "\n")
				Expect(here.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			}
			asks(o.call()) // it serves before the other one begins
			lines := newPipeListener()
			other := open(Scripted(Asking(lines)))
			other.pipes = lines
			defer other.leave()
			there := other.call()
			asks(there)
			Expect(o.Ends(o.shutDown(context.Background()), In(
				"one server has nobody left, another one has, and the first one's Shutdown has not returned: keep "+
					"what a server knows in its fields, not in variables of the package",
				"一个服务端已经没有来电，另一个还有，第一个的 Shutdown 却没有返回：服务端知道的事要放在它自己的字段里，"+
					"不要放在包级变量里"))).To(HaveGoneWell(), allGone())

			next := words(20)
			asks(other.call()) // its listener is open
			there.says(next + "\n")

			Expect(there.hears(next)).To(ArriveWhole(replyTo(next)), In(
				"one server was shut down, and another one's caller lost its connection: keep what a server knows in "+
					"its fields, not in variables of the package",
				"一个服务端停机，另一个服务端的来电却断了：服务端知道的事要放在它自己的字段里，不要放在包级变量里"))
			Expect(other.Ends(other.shutDown(context.Background()), shutdownHangs())).To(HaveGoneWell(), allGone())
		})
	})

	It(In("ends each call by its own ctx", "每次调用各听各的 ctx"), ID("own-ctx"), func(ctx SpecContext) {
		o := onLine()
		caller := o.call()
		caller.says(takesTime() + "\n")
		o.Answers(1, notHandled())
		patient := o.shutDown(ctx)
		o.drains(patient)

		err := o.shutDown(Over()).Result(In(
			"a first call of Shutdown waits without a limit, a second one's ctx is over, and it does not come "+
				"back: sync.Once or a lock around the whole of Shutdown makes the second call wait for the first",
			"第一次调用 Shutdown 没有期限，第二次调用的 ctx 已经结束，却没有返回：用 sync.Once 或者一把锁把整个 Shutdown 包起来，第二次调用就只能等第一次"))

		Expect(err).To(HaveFailed(), In(
			"a request is still in flight, and a second call of Shutdown said that all had gone: a shutdown that "+
				"is under way is not one that is over",
			"还有一个请求正在处理，第二次调用 Shutdown 却说大家都走了：停机正在进行，不等于停机已经完成"))
		Expect(err).To(Wrap(context.Canceled), In(
			"the second call's own ctx was over before all had gone: return that ctx's Err(), itself or wrapped "+
				"with %%w",
			"大家还没走完，第二次调用自己的 ctx 就结束了：返回这个 ctx 的 Err()，原样或用 %%w 包装"))
		Expect(caller).To(HaveHungUp(), In(
			"the second call's ctx is over, so it hangs up on those who are left, even though another call would "+
				"still wait",
			"第二次调用的 ctx 结束了，就要把剩下的挂断，哪怕另一次调用还愿意等"))
		o.letGoOn()
		patient.Result(shutdownHangs())
	})

	It(In("waits in both of two calls at once", "两次调用同时进行，都会等"), ID("both-wait"), func(ctx SpecContext) {
		virtually(func(o *service) {
			caller, request := o.call(), takesTime()
			caller.says(request + "\n")
			o.Answers(1, notHandled())

			first := o.shutDown(context.Background())
			synctest.Wait() // it waits
			second := o.shutDown(context.Background())
			synctest.Wait() // and so does this

			first.Check()
			second.Check()
			Expect(isClosed(first.Returned()) || isClosed(second.Returned())).To(BeFalse(), In(
				"two callers of Shutdown wait for the same request in flight, and one of them was told that all "+
					"had gone: the second call needs to wait just like the first",
				"两个调用者都在等同一个还没办完的请求，其中一个却得知大家都走了：后来的调用也要像第一个那样等"))
			o.letGoOn()
			Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
			Expect(o.Ends(first, shutdownHangs())).To(HaveGoneWell(), allGone())
			Expect(o.Ends(second, shutdownHangs())).To(HaveGoneWell(), allGone())
		})
	})

	It(In("can be shut down before it serves", "还没开张就能停机"), ID("before-serve"), func(ctx SpecContext) {
		for _, calls := range []bool{true, false} { // somebody calls, or nobody
			InVirtualTime(func() {
				o := newService(Scripted())
				defer o.leave()
				Expect(o.Ends(o.shutDown(context.Background()), In(
					"there is no listener and no connection, and Shutdown waits: for what?",
					"没有监听器，也没有连接，Shutdown 还在等：等什么呢？"))).To(HaveGoneWell(), In(
					"there is nothing to close and nobody to wait for: that is no failure",
					"没有什么要关，也没有谁要等：这不是故障"))

				lines := newPipeListener()
				if calls {
					waiting, _ := lines.call(nil)
					defer waiting.Close()
				}
				o.Listener = Scripted(Asking(lines))
				o.Open(o.server.Serve)

				Expect(o.Returns(In(
					"the server was shut down before Serve was called, and Serve waits for callers: look whether "+
						"Shutdown has been here before you accept anybody",
					"调用 Serve 之前就已经停机，Serve 却还在等来电：接受任何人之前，先看 Shutdown "+
						"是不是已经来过"))).To(Wrap(shutdown.ErrServerClosed), In(
					"the server was shut down before Serve was called: return ErrServerClosed",
					"调用 Serve 之前就已经停机：应当返回 ErrServerClosed"))
				Expect(isClosed(lines.closed)).To(BeTrue(), In(
					"Serve was given a listener, returned, and left it open: its callers wait in a queue that nobody "+
						"will ever look at; Serve closes ln on every way out",
					"Serve 收下了监听器，返回时却没有关：打来的人排在一个再也不会有人看的队列里；Serve 不管从哪里返回，都要关闭 ln"))
			})
		}
	})

	It(In(
		"closes a connection that is accepted during Shutdown",
		"恰好在停机那一刻接进来的，要挂断"), ID("late-caller"), func(ctx SpecContext) {
		InVirtualTime(func() {
			caller, accepted := net.Pipe()
			defer caller.Close()
			late := &lateListener{conn: accepted, closed: make(chan struct{}), release: make(chan struct{})}
			o := open(Scripted(Asking(late)))
			defer o.leave()
			o.ComeToRest() // Serve waits in Accept
			down := o.shutDown(context.Background())
			synctest.Wait() // Shutdown has done all that it can do before this Accept returns
			down.Check()
			close(late.release)

			go func() { _, _ = io.WriteString(caller, "anybody there?\n") }()
			seen := sight(HaveHungUp(), down, caller)

			Expect(o.handled.Load() == 0).To(BeTrue(), In(
				"Accept returned a caller when Shutdown had already begun, and the caller was served: Shutdown did "+
					"not count this connection and does not wait for it, so that its request can be lost; decide "+
					"under one lock whether Shutdown has begun and whether the connection counts (a wg.Add that "+
					"comes after Wait is not waited for)",
				"Shutdown 已经开始，Accept 才返回一个来电，这个来电却得到了服务：Shutdown 没有把这条连接算进去，也不等它，它的请求就可能丢；“Shutdown 开始了没有”"+
					"和“这条连接算不算数”要在同一把锁里决定（Wait 之后才来的 wg.Add，是没有人等的）"))
			if seen != "" {
				Fail(In(
					"Accept returned a caller when Shutdown had already begun, and nobody has hung up: this "+
						"connection is left open, and nobody knows of it any more; close it",
					"Shutdown 已经开始，Accept 才返回一个来电，却没有人把它挂断：这条连接一直开着，再也没有谁知道它；要关闭") + "\n" + seen)
			}
			Expect(o.Ends(down, shutdownHangs())).To(HaveGoneWell(), allGone())
			Expect(o.Returns(In(
				"Serve does not return after "+
					"Shutdown", "Shutdown 之后 Serve 没有返回"))).To(Wrap(shutdown.ErrServerClosed), In(
				"Serve ended because of a shutdown: return ErrServerClosed",
				"Serve 是因为停机才结束的：应当返回 ErrServerClosed"))
		})
	})

	It(In(
		"handles a request only if it can still reply",
		"已经没法答复的请求，就不处理"), ID("same-instant"), func(ctx SpecContext) {
		serves()
		virtually(func(o *service) {
			caller := o.callWrapped(func(conn net.Conn) net.Conn {
				return &racingConn{Conn: conn, late: []byte("pay 100\n"), touched: make(chan struct{})}
			})
			o.ComeToRest() // the server waits in Read
			down := o.shutDown(context.Background())

			heard := Meanwhile(down, func() []byte {
				defer Bounded(caller.SetReadDeadline)()
				heard, _ := io.ReadAll(caller)
				return heard
			})

			o.Ends(down, shutdownHangs())
			Expect(o.handled.Load() == 0 || len(heard) > 0).To(BeTrue(), In(
				"a request arrived in the moment of Shutdown: its connection was closed as idle, and then the "+
					"request was handled all the same, without a reply; the client will ask again, and pay twice; "+
					"when a whole request has been read, find out under the lock whether Shutdown has begun, and "+
					"if so, leave it",
				"请求恰好在 Shutdown 那一刻到来：连接已经当作空闲的关掉了，请求却照样处理了，没有答复；客户端会再问一遍，于是付了两次钱；读到一整行请求之后，要在锁里看一看 Shutdown 开始了没有，"+
					"开始了就不处理"))
		})
	})
})
