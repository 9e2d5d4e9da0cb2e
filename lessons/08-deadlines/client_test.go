package deadlines_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("08-deadlines"), func() {
	It(In("sends its whole request and then a FIN", "把请求说完整，然后说一声完了"), ID("asks"), func(ctx SpecContext) {
		request := append(append(Speech(2500), "\x00 %s\r\n\n"...), Speech(2500)...)
		client := calling(LendContext(ctx), request, enough)

		Expect([]byte(client.server.Hear(len(request)))).To(ArriveWhole(request), In(
			"the server must hear exactly the bytes of request",
			"服务端听到的应当正是 request 的每个字节"))
		Expect(client.server).To(EndWithFIN(), In(
			"the server answers when it has heard everything, and waits for the FIN: close the sending direction "+
				"alone, with CloseWrite",
			"服务端要听完才回答，它在等 FIN：用 CloseWrite 只关闭发送方向"))
		client.server.Finish()
		client.Result(callHangs)
	})

	It(In("reads the reply to its end", "把答复一直听完"), ID("hears"), func(ctx SpecContext) {
		reply := append(append(Speech(10000), "\x00 %s\r\n\n"...), Speech(10000)...)
		client := answering(LendContext(ctx), enough)
		_ = Speak(client.server, reply)
		client.server.Finish()

		Expect(client.Result(callHangs)).To(HaveGoneWell(), In(
			"the server answered in many pieces and finished: its FIN is io.EOF, the end of the reply, and not a "+
				"failure; and who has said Close instead of CloseWrite hears nothing any more",
			"服务端分很多段答完，然后结束了：它的 FIN 就是 io.EOF，是答复的结尾，不是故障；如果用的是 Close 而不是 CloseWrite，就什么也听不到了"))
		Expect(client.reply).To(ArriveWhole(reply), In(
			"one Read is not one message: read until io.EOF, and return all of it, in order",
			"一次 Read 不等于一条消息：要一直读到 io.EOF，按顺序全部返回"))
	})

	It(In("returns the error when a RST comes instead of the end", "被复位不是结尾"), ID("reply-torn"), func(ctx SpecContext) {
		client := answering(LendContext(ctx), enough)
		client.server.Say("half a rep")
		client.server.Vanish()

		err := client.Result(callHangs)
		Expect(err).To(HaveFailed(), In(
			"the connection was reset in the middle of the reply, and no error came back: io.EOF alone is the end, "+
				"and ctx.Err() is nil as long as ctx has not ended",
			"答复说到一半，连接被复位，却没有返回错误：只有 io.EOF 才是结尾；ctx 没有结束的时候，ctx.Err() 是 nil"))
		Expect(err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
		Expect(err).NotTo(Wrap(context.Canceled), notCtx)
		Expect(err).NotTo(Wrap(context.DeadlineExceeded), notCtx)
	})

	It(In(
		"returns the reason when the request cannot be sent",
		"请求发不出去，要返回原因"), ID("unsent"), func(ctx SpecContext) {
		ln := Listening()
		client := dialing(LendContext(ctx), ln.Addr().String(), make([]byte, 32<<20), enough)
		caller := Callee(client.Running, ln, nobodyCalled)
		_ = caller.SetReadBuffer(4096)
		caller.Hear(1)  // it has begun
		caller.Vanish() // with a RST, as much is unread

		err := client.Result(callHangs)
		Expect(err).To(HaveFailed(), In(
			"the connection was reset while the request was being written: nobody has heard it, and an empty "+
				"reply is not a reply; look at the errors of Write and CloseWrite",
			"请求还没有写完，连接就被复位了：没有人听到它，空的答复也不算答复；Write 和 CloseWrite 的错误都要看"))
		if runtime.GOOS != "windows" { // which has more names for it
			Expect(errors.Is(err, ConnectionReset) || errors.Is(err, syscall.EPIPE)).To(BeTrue(), In(
				"the connection was reset while the request was being written: errors.Is must find the reason "+
					"(ECONNRESET or EPIPE); return the error of Write itself, or wrap it with %%w",
				"请求还没有写完，连接就被复位了：errors.Is 应当能找到原因（ECONNRESET 或者 EPIPE）；直接返回 Write 的错误，或者用 %%w 包装"))
		}
		Expect(err).NotTo(Wrap(context.Canceled), notCtx)
		Expect(err).NotTo(Wrap(context.DeadlineExceeded), notCtx)
	})

	It(In("returns ECONNREFUSED when nobody listens", "没有人监听，如实相告"), ID("refused"), func(ctx SpecContext) {
		client := dialing(LendContext(ctx), Refusing(), nil, enough)

		err := client.Result(In(
			"nobody listens there, and the system says so at once: return the error",
			"那里没有人监听，系统马上就说了：把错误返回出去"))
		Expect(err).To(Wrap(ConnectionRefused), In(
			"nobody listens there: return the error of DialContext, itself or wrapped with %%w",
			"那里没有人监听：把 DialContext 的错误返回出去，或者用 %%w 包装"))
		Expect(err).NotTo(Wrap(context.Canceled), notCtx)
		Expect(err).NotTo(Wrap(context.DeadlineExceeded), notCtx)

		Expect(dialing(LendContext(ctx), "127.0.0.1", nil, enough).Result(callHangs)).To(HaveFailed(), In(
			"this address has no port, so nobody can be called there: an empty reply and no error would be a lie",
			"这个地址没有端口，谁也打不通：返回空的答复又不返回错误，那就是说谎"))
	})

	It(In(
		"returns an error at one byte too many, without waiting",
		"多一个字节就不允许，也不等到结尾"), ID("over-limit"), func(ctx SpecContext) {
		client := answering(LendContext(ctx), 300)
		_ = Speak(client.server, Speech(301))

		err := client.Result(In(
			"the server has said limit+1 bytes and stays on the line: that is enough to know that it says too "+
				"much; if you read to the end before you look at the length, your memory fills with whatever comes",
			"服务端说了 limit+1 字节，还留在线上：这就足以知道它说得太多了；要是读到结尾才看长度，来多少就往内存里装多少"))
		Expect(err).To(HaveFailed(), In(
			"the reply is longer than limit: cut off in silence, it would be a wrong one",
			"答复超过了 limit：悄悄截短，就成了错的答复"))
		Expect(err).NotTo(Wrap(context.Canceled), notCtx)
	})

	It(In(
		"allows exactly limit bytes, whatever limit is",
		"不管 limit 是多少，正好 limit 字节是允许的"), ID("exactly-limit"), func(ctx SpecContext) {
		reply := Speech(300)
		client := answering(LendContext(ctx), len(reply))
		_ = Speak(client.server, reply)
		client.server.Finish()

		Expect(client.Result(callHangs)).To(HaveGoneWell(), In(
			"at most limit bytes are allowed, and there are just as many: only the next one would be too many",
			"最多允许 limit 字节，这里正好是这么多：再多一个才算超过"))
		Expect(client.reply).To(ArriveWhole(reply), In(
			"the reply fits into the limit, so all of it is due",
			"答复没有超过上限，应当全部返回"))

		for _, limit := range []int{0, math.MaxInt} {
			for _, reply := range []string{"", "A"} {
				client := answering(LendContext(ctx), limit)
				client.server.Say(reply)
				client.server.Finish()
				err := client.Result(callHangs)

				if len(reply) > limit {
					Expect(err).To(HaveFailed(), In(
						"limit is 0, and one byte came: 0 means that nothing at all is allowed, and not that "+
							"there is no limit",
						"limit 是 0，却来了一个字节：0 的意思是一个字节也不允许，不是没有上限"))
					continue
				}
				Expect(err).To(HaveGoneWell(), In(
					"the reply is no longer than limit: nothing went wrong here",
					"答复没有超过 limit：这里没有什么出错"))
				Expect(client.reply).To(ArriveWhole([]byte(reply)), In(
					"limit is the largest int: limit+1 is less than nothing then, and a reader that may read less "+
						"than nothing finds an end at once",
					"limit 是最大的 int：这时 limit+1 比 0 还小，只许读这么多的 reader 马上就到了结尾"))
			}
		}
	})

	It(In("stops waiting for the reply when ctx ends", "ctx 一结束，就不再等答复"), ID("ctx-read"), func(ctx SpecContext) {
		waiting := attentive()
		client := answering(LendContext(waiting), enough)
		client.server.Say("half a rep")
		Settle() // it waits for the other half
		waiting.mustBeWatched()
		waiting.End(context.Canceled)

		Expect(client.Result(In(
			"ctx has ended, and CallWithin still waits in Read, which knows no ctx: when ctx ends "+
				"(context.AfterFunc), set a deadline in the past, or close the connection, and Read comes back",
			"ctx 已经结束，CallWithin 还停在 Read 里；Read 不认识 ctx：让 ctx 一结束就设一个已经过去的截止时间，或者关闭连接（context.AfterFunc），Read "+
				"就会返回"))).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(Soon(func() bool { _, err := client.server.Write([]byte("x")); return err != nil })).To(BeTrue(), In(
			"CallWithin gave up, but left its connection open: the one that dials must hang up, on every way out",
			"CallWithin 已经放弃，连接却还开着：谁拨号谁挂断，每一条出路都一样"))
	})

	It(In(
		"stops writing to a server that never reads when ctx ends",
		"服务端不读，写不下去，ctx 一结束也要停"), ID("ctx-write"), func(ctx SpecContext) {
		waiting, stop := context.WithCancelCause(LendContext(ctx))
		defer stop(nil)
		deaf := Listening() // nobody picks up: the kernel takes what its buffers hold
		client := dialing(waiting, deaf.Addr().String(), make([]byte, 32<<20), enough)
		caller := Callee(client.Running, deaf, nobodyCalled)
		_ = caller.SetReadBuffer(4096)
		caller.Hear(1) // it has begun
		Settle()       // all buffers are full, and it waits for room
		stop(errCause)

		Expect(client.Result(In(
			"ctx has ended, and CallWithin still waits in Write: the server does not read, all buffers are full, "+
				"and a read deadline does not end a Write; SetDeadline is for both directions, and so is Close",
			"ctx 已经结束，CallWithin 还停在 Write 里：服务端不读，缓冲区全满了；读截止时间结束不了 Write，SetDeadline 才管两个方向，Close "+
				"也是"))).To(Wrap(context.Canceled), becauseOfCtx)
	})

	It(In("stops dialing when ctx ends", "ctx 一结束，就不再拨号"), ID("ctx-dial"), func(ctx SpecContext) {
		calls(ctx)
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		client := dialing(waiting, Unanswering(), nil, enough)
		Settle() // it dials
		stop()

		Expect(client.Result(In(
			"ctx has ended, and CallWithin is still dialing: net.Dial knows no ctx, a net.Dialer's DialContext does",
			"ctx 已经结束，CallWithin 还在拨号：net.Dial 不认识 ctx，net.Dialer 的 DialContext "+
				"认识"))).To(Wrap(context.Canceled), becauseOfCtx)
	})

	It(In(
		"returns context.DeadlineExceeded when ctx's deadline passes",
		"ctx 的截止时间到了，就说是 ctx"), ID("ctx-deadline"), func(ctx SpecContext) {
		client, limited := callingBefore()
		Settle() // it waits for the reply
		deadline, _ := limited.Deadline()
		<-time.After(time.Until(deadline))
		if limited.known.Load() { // it may have a clock of its own, which strikes now
			client.InTime()
		}
		limited.End(context.DeadlineExceeded)

		Expect(client.Result(callHangs)).To(Wrap(context.DeadlineExceeded), In(
			"time was up, and the error does not wrap context.DeadlineExceeded: a connection that was given ctx's "+
				"deadline has a clock of its own, which says \"i/o timeout\" (os.ErrDeadlineExceeded), and may say "+
				"so a moment before ctx.Err() is set; translate it, or let ctx alone end the wait (context.AfterFunc)",
			"时间到了，错误里却没有包装 context.DeadlineExceeded：把 ctx 的截止时间设给连接，连接就另有一个自己的时钟，它说的是“i/o timeout”"+
				"（os.ErrDeadlineExceeded），而且可能比 ctx.Err() 早一刻；要么翻译过来，要么只让 ctx 来结束等待（context.AfterFunc）"))
	})

	It(In(
		"returns context.DeadlineExceeded when it passes in the dial",
		"正在拨号，ctx 的截止时间到了，也说是 ctx"), ID("dial-deadline"), func(ctx SpecContext) {
		calls(ctx)
		deadline := time.Now().Add(25 * time.Millisecond)
		limited := withDeadline(deadline)
		defer limited.End(context.DeadlineExceeded)
		client := dialing(LendContext(limited), Unanswering(), nil, enough)
		<-time.After(time.Until(deadline))
		client.InTime() // the dialer has a clock of its own, which strikes now
		limited.End(context.DeadlineExceeded)

		Expect(client.Result(callHangs)).To(Wrap(context.DeadlineExceeded), In(
			"ctx's deadline struck while DialContext was dialing, and the error does not wrap "+
				"context.DeadlineExceeded: the dialer gives the connection ctx's deadline, and where that strikes "+
				"first its error is \"i/o timeout\" (os.ErrDeadlineExceeded); translate it",
			"DialContext 正在拨号，ctx 的截止时间到了，错误里却没有包装 context.DeadlineExceeded：拨号时会把 ctx 的截止时间设给连接，"+
				"连接先到点的话，错误就是“i/o timeout”（os.ErrDeadlineExceeded）；要翻译过来"))
	})

	It(In(
		"returns a complete reply, even if ctx ends then",
		"答复已经完整，ctx 这时结束也照样返回"), ID("ctx-late"), func(ctx SpecContext) {
		for _, reply := range []string{"", "Nothing.", "Nothing."} {
			late := attentive()
			client := answering(LendContext(late), enough)
			client.server.Say(reply)
			Settle() // it waits for the end of the reply
			late.endWhenAsked()
			client.server.Finish()

			Expect(client.Result(callHangs)).To(HaveGoneWell(), In(
				"the server had said all it had to say and finished, so the reply was complete when ctx ended: ask "+
					"ctx.Err() when something failed, to learn why; after a success there is nothing to ask",
				"服务端该说的说完，结束了，答复已经完整，这之后 ctx 才结束：出了错，才用 ctx.Err() 去问为什么；成功了就没有什么可问的"))
			Expect(string(client.reply)).To(Say(reply), In(
				"the reply is due, all of it",
				"答复要全部返回"))
			late.End(context.Canceled)
		}
	})

	It(In(
		"has nothing waiting for ctx when it returns",
		"不留下任何还在等 ctx 的东西"), ID("nothing-left"), func(ctx SpecContext) {
		for range 3 {
			lasting := attentive() // like the ctx of a whole server, which ends when the machine is switched off
			client := answering(LendContext(lasting), enough)
			client.onReturn(func() { client.waiting = lasting.Waiting() })
			client.server.Say("Nothing.")
			client.server.Finish()
			Expect(client.Result(callHangs)).To(HaveGoneWell(), noFailure)

			Expect(client.waiting).To(Equal(0), In(
				"CallWithin has returned, and something still waits for the end of ctx, with the connection in its "+
					"hands: a ctx may live as long as the program, and every call adds one more; call the stop that "+
					"context.AfterFunc (or the cancel that WithCancel) returned, before you return",
				"CallWithin 已经返回，却还有东西在等 ctx 结束，手里攥着连接：ctx 可能活得和程序一样久，每打一通电话就多攒一个；返回之前就要调用 "+
					"context.AfterFunc 返回的 stop（或者 WithCancel 返回的 cancel）"))
			Settle() // what is just ending ends
			Expect(GoroutinesLeft()).To(BeEmpty(), In(
				"CallWithin has returned, and a goroutine of yours waits for something: see to its end first",
				"CallWithin 已经返回，你的一个 goroutine 却还在等什么：先让它结束"))
		}
	})

	It(In("has closed its connection when it returns", "返回的时候已经挂断"), ID("hung-up"), func(ctx SpecContext) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // nothing happens on the side
		for _, limit := range []int{enough, 3, enough} {
			client := answering(LendContext(ctx), limit)
			isOpen := SocketOf(client.server)
			client.onReturn(func() { client.open = isOpen() })
			client.server.Say("Nothing.")
			client.server.Finish()
			_ = client.Result(callHangs)

			Expect(client.open).To(BeFalse(), In(
				"CallWithin has returned, and its connection is still open: close it yourself, before you return, and "+
					"not later or in a goroutine that nobody waits for",
				"CallWithin 已经返回，它的连接却还开着：返回之前就要自己关闭，不要等一会儿再关，也不要交给没有人等的 goroutine"))
		}
	})

	It(In("works for many calls at the same time", "许多次调用可以同时进行"), ID("many-calls"), func(ctx SpecContext) {
		first, second := attentive(), attentive()
		defer second.End(context.Canceled)
		one := answering(LendContext(first), enough)
		ln := Listening()
		other := dialing(LendContext(second), ln.Addr().String(), nil, enough)
		other.server = Callee(other.Running, ln, manyCalls)
		Settle() // both wait for the reply
		first.End(context.Canceled)
		Expect(one.Result(manyCalls)).To(Wrap(context.Canceled), becauseOfCtx)
		other.server.Say("Nothing.")
		other.server.Finish()

		Expect(other.Result(callHangs)).To(HaveGoneWell(), manyCalls)
		Expect(string(other.reply)).To(Say("Nothing."), manyCalls)
	})

	It(In(
		"keeps every promise, whatever the server does",
		"服务端回答也好，复位也好，一声不响也好，每一场都守约"), ID("call-scenes"), func(ctx SpecContext) {
		scene.PlayLive(callScenes, callsWithin)
	})
})
