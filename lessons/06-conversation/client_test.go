package conversation_test

import (
	"context"
	"io"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	conversation "handshake/lessons/06-conversation"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("06-conversation"), func() {
	It(In("answers the greeting while the connection is open", "听完问候就回答，不等对方挂断"), ID("answers"), func(ctx SpecContext) {
		client, server, _ := calling(ctx)
		server.Say(greeting)

		heard := server.Hear(len(thanks))

		Expect(heard).To(Say(thanks), In(
			"the server has said its whole greeting and waits for your thanks with the line open: a client that "+
				"reads until the end waits forever; the greeting ends after 14 bytes",
			"服务端已经说完问候，开着线等你致谢：要是一直读到结束，就会永远等下去；问候语读满 14 个字节就完了"))
		server.Finish()
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("sends a FIN after its thanks", "致谢之后发出 FIN，表示说完了"), ID("finishes"), func(ctx SpecContext) {
		client, server, _ := calling(ctx)
		server.Say(greeting)
		server.Hear(len(thanks))

		Expect(server).To(EndWithFIN(), finishesToo)
		server.Finish()
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("prints the original's three lines", "打印出原程序的三行"), ID("client-lines"), func(ctx SpecContext) {
		client, server, out := calling(ctx)
		bidGoodbye(server)
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(havePrinted(connected, received+greeting, clientClosed), exactLines)
	})

	It(In(
		"prints the greeting that it read",
		"听到什么问候，就打印什么问候"), ID("client-heard"), func(ctx SpecContext) {
		words := " 100%\t\xff谢\x00\r  " // 14 bytes as well
		client, server, out := calling(ctx)
		server.Say(words)
		server.Hear(len(thanks))
		server.Finish()

		Expect(client.Result(callHangs)).To(HaveGoneWell(), In(
			"a greeting is any 14 bytes: what they say is the server's business",
			"问候语是任意 14 个字节：说的是什么，由服务端决定"))
		Expect(out.Line(2)).To(Say(received+words), In(
			"this server said 14 other bytes; after \"Received: \" come the bytes that were read, as they came: "+
				"blanks, line ends and percent signs are bytes like any other",
			"这个服务端说的是另外 14 个字节；“Received: ”后面要原样打印读到的字节：空格、换行、百分号，都和别的字节一样"))
	})

	DescribeTable(In("notices a greeting that is cut short", "问候语没说完就断了，要看得出来"), func(ctx SpecContext, part string) {
		client, server, out := calling(ctx)
		out.Await(client, connected+"\n", connectedLine)
		server.Say(part)
		server.Finish()

		Expect(client.Result(callHangs)).To(Wrap(io.ErrUnexpectedEOF), In(
			"the server hung up before all 14 bytes were there: one Read is not one message, so ask for 14 and "+
				"count; io.ReadFull says io.ErrUnexpectedEOF for a part, but plain io.EOF for nothing at all, and "+
				"here nothing is no good end either",
			"14 个字节还没齐，服务端就挂断了：一次 Read 不等于一条消息，要读满 14 个字节才算数；io.ReadFull 遇到只有一部分时返回 io.ErrUnexpectedEOF，"+
				"一个字节也没有时返回的却是 io.EOF，而在这里，什么都没说同样不是正常的结束"))
		Expect(out).To(havePrinted(connected), earnedOnly)
		Expect(server.Hear(1)).To(Say(""), In(
			"your client thanked for a greeting that it had not heard: the server speaks first; read all 14 bytes, "+
				"then answer",
			"问候还没听到，你的客户端就致谢了：服务端先开口；读满 14 个字节，再回答"))
	},
		Entry(In("returns an error when the greeting is cut short", "问候语说到一半就断，是错误"), ID("cut-short"), "Hello"),
		Entry(In("returns an error when no greeting comes", "一个字也没说就断，是错误"), ID("no-greeting"), ""),
	)

	It(In("reads a greeting that comes in pieces", "问候语分段到达，要拼完整"), ID("in-pieces"), func(ctx SpecContext) {
		client, server, out := calling(ctx)
		for _, piece := range strings.SplitAfter(greeting, "") {
			server.Say(piece)
			Settle() // the client reads it, and waits for the next
		}
		server.Hear(len(thanks))
		server.Finish()
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(havePrinted(connected, received+greeting, clientClosed), In(
			"one Read is not one message: the greeting may come in pieces of any size; read until all 14 bytes are "+
				"there",
			"一次 Read 不等于一条消息：问候语可能分成任意大小的几段；要一直读到 14 个字节都齐了"))
	})

	It(In("prints each line as soon as it is true", "事情一成真，就打印那一行"), ID("client-in-time"), func(ctx SpecContext) {
		client, server, out := calling(ctx)

		out.Await(client, connected+"\n", connectedLine)
		server.Say(greeting)
		server.Hear(len(thanks))
		out.Await(client, received+greeting+"\n", In(
			"the greeting has been heard and answered, and the line is still open: the second line is due now, not "+
				"when all is over",
			"问候语已经听到，也回答了，线还没有断：第二行现在就该打印，不要等到全部结束"))
		server.Finish()
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("prints each line with one Write", "每一行都一次写完整"), ID("client-whole"), func(ctx SpecContext) {
		client, server, out := calling(ctx)
		bidGoodbye(server)
		Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(beWholeLines(), wholeLines)
	})

	DescribeTable(In(
		"does not put up with a server that talks on",
		"服务端说个没完，不能当作没听见"), func(ctx SpecContext, talk func(server *Peer)) {
		client, server, out := calling(ctx)
		talk(server)

		Expect(client.Result(In(
			"the server has said more than its greeting and keeps the line open: one byte too many is enough to "+
				"know, so do not read on until the end",
			"服务端说的已经超出问候语，线还开着：多一个字节就足以判断，不要一直读到结束"))).To(HaveFailed(), In(
			"the server said more than its greeting: if you close at once after the thanks, you never hear it, and "+
				"closing with words unread sends a RST that can destroy the thanks on their way; read on after "+
				"your FIN, until the server's FIN or one byte too many",
			"服务端说的超出了问候语：致谢之后马上关闭，就听不到这些；还有没读的数据就关闭，会发出 RST，连路上的致谢也可能毁掉。发出 FIN 之后要接着读，直到服务端的 FIN，或者多出来的一个字节"))
		Expect(strings.Contains(out.String(), clientClosed)).To(BeFalse(), earnedOnly)
	},
		Entry(In("returns an error for words after the greeting", "问候语后面还有话，是错误"), ID("talks-on"),
			func(server *Peer) { server.Say(greeting + " How are you?") }),
		Entry(In("returns an error for words after the thanks", "致谢之后还有话，是错误"), ID("postscript"),
			func(server *Peer) { server.Say(greeting); server.Hear(len(thanks)); server.Say("P.S.") }),
	)

	It(In(
		"returns an error when the server resets instead of finishing",
		"致谢被丢弃，不能算好好道别"), ID("thrown-away"), func(ctx SpecContext) {
		client, server, out := calling(ctx)
		server.Say(greeting)
		server.Hear(len(thanks))
		_, _ = HaveHungUp().Match(server) // the client's FIN
		server.Vanish()

		Expect(client.Result(callHangs)).To(Wrap(ConnectionReset), In(
			"the server answered the FIN with a RST, so nobody knows whether it heard the thanks: wait for the "+
				"server's FIN before you call it a success; Close alone does not wait",
			"服务端用 RST 回应了 FIN，谁也不知道它听没听到致谢：等到服务端的 FIN 才算成功；光有 Close 是不会等的"))
		Expect(strings.Contains(out.String(), clientClosed)).To(BeFalse(), earnedOnly)
	})

	It(In("returns the reset as an error", "被复位就是被复位"), ID("client-reset"), func(ctx SpecContext) {
		client, server, out := calling(ctx)
		out.Await(client, connected+"\n", connectedLine)
		server.Say("Hello")
		server.Vanish()

		Expect(client.Result(callHangs)).To(Wrap(ConnectionReset), In(
			"the connection was reset in the middle of the greeting: return the error of Read, itself or wrapped "+
				"with %%w, so that errors.Is finds the reset",
			"问候语说到一半，连接被复位了：把 Read 的错误返回出去，或者用 %%w 包装，让 errors.Is 找得到复位"))
		Expect(out).To(havePrinted(connected), earnedOnly)
	})

	It(In("returns ECONNREFUSED when nobody listens", "没有人监听，如实相告"), ID("refused"), func(ctx SpecContext) {
		calls(ctx)
		addr, out := Refusing(), &Lines{}

		Expect(Start(func() error { return conversation.Call(LendContext(ctx), addr, LendWriter(out)) }).Result(In(
			"nobody listens there, and the system says so at once: return the error; to try again or not is for "+
				"the caller to decide",
			"那里没有人监听，系统马上就说了：把错误返回出去；要不要再试，由调用者决定"))).To(Wrap(ConnectionRefused), In(
			"nobody listens there: return the error of Dial, itself or wrapped with %%w",
			"那里没有人监听：把 Dial 的错误返回出去，或者用 %%w 包装"))
		Expect(out).To(havePrinted(), earnedOnly)
	})

	It(In("returns at once when ctx has already ended", "ctx 已经结束，就不开始"), ID("ctx-over"), func(ctx SpecContext) {
		calls(ctx)
		addr, out := Listening().Addr().String(), &Lines{}

		half := Start(func() error { return conversation.Call(Over(), addr, LendWriter(out)) })
		Expect(half.Result(callHangs)).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(out).To(havePrinted(), In(
			"ctx was over before Call began, and still it dialed: net.Dial knows no ctx, a net.Dialer's "+
				"DialContext does",
			"Call 还没开始，ctx 就已结束，它却照样拨了号：net.Dial 不认识 ctx，net.Dialer 的 DialContext 认识"))
	})

	It(In("stops dialing when ctx ends", "ctx 一结束，就不再拨号"), ID("ctx-dial"), func(ctx SpecContext) {
		calls(ctx)
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		addr, out := Unanswering(), &Lines{}
		client := Start(func() error { return conversation.Call(waiting, addr, LendWriter(out)) })
		Settle() // it dials
		stop()

		Expect(client.Result(In(
			"ctx has ended, and Call is still dialing: net.Dial knows no ctx, a net.Dialer's DialContext does",
			"ctx 已经结束，Call 还在拨号：net.Dial 不认识 ctx，net.Dialer 的 DialContext "+
				"认识"))).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(out).To(havePrinted(), earnedOnly)
	})

	It(In("stops waiting for the greeting when ctx ends", "ctx 一结束，就不再等问候"), ID("ctx-greeting"), func(ctx SpecContext) {
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		client, server, out := calling(waiting)
		out.Await(client, connected+"\n", connectedLine)
		Settle() // it waits for the greeting
		stop()

		Expect(client.Result(stuckInRead)).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(out).To(havePrinted(connected), earnedOnly)
		Expect(server).To(HaveHungUp(), callHangsUp)
	})

	It(In("stops waiting for the goodbye when ctx ends", "ctx 一结束，就不再等道别"), ID("ctx-goodbye"), func(ctx SpecContext) {
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		client, server, out := calling(waiting)
		server.Say(greeting)
		server.Hear(len(thanks))
		out.Await(client, received+greeting+"\n", exactLines)
		_, _ = HaveHungUp().Match(server) // the client has finished
		Settle()                          // and waits for the server to
		stop()

		Expect(client.Result(stuckInRead)).To(Wrap(context.Canceled), In(
			"the server had not hung up when ctx ended, so the goodbye was never completed: wait for the server's "+
				"FIN after your own, and when ctx ends first, return ctx.Err(), itself or wrapped with %%w",
			"ctx 结束时服务端还没有挂断，道别并没有完成：发出自己的 FIN 之后，要等服务端的 FIN；ctx 先结束，就返回 ctx.Err()，或者用 %%w 包装它"))
		Expect(out).To(havePrinted(connected, received+greeting), earnedOnly)
		Expect(server).To(HaveHungUp(), callHangsUp)
	})

	It(In("sends its thanks in one Write", "一次 Write 说完致谢"), ID("one-thanks"), func(ctx SpecContext) {
		came := 0
		for range 3 { // a segment that is sent again counts twice; no machine does that every time
			client, server, _ := calling(ctx)
			server.Say(greeting)
			server.Hear(len(thanks))
			Expect(server).To(EndWithFIN(), finishesToo)
			came = segments(server.TCPConn)
			server.Finish()
			Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)
			if came == 1 {
				break
			}
		}
		Expect(came).To(Equal(1), In(
			"the original server calls recv once and takes what has come by then for all of your thanks: what leaves "+
				"in two Writes travels in two segments, so use one",
			"原来的服务端只调用一次 recv，那一刻到了多少，就当作整句致谢：分两次 Write 发出去的，会分成两个报文段，所以要一次写完"))
	})

	It(In(
		"returns context.DeadlineExceeded when it cuts off the dial",
		"拨号被 ctx 的截止时间打断，返回 context.DeadlineExceeded"), ID("dial-deadline"), func(ctx SpecContext) {
		calls(ctx)
		addr, out := Unanswering(), &Lines{}
		due := &dueContext{Endless(), time.Now().Add(5 * time.Millisecond)}
		client := Start(func() error { return conversation.Call(LendContext(due), addr, LendWriter(out)) })
		select {
		case <-client.Returned():
		case <-time.After(200 * time.Millisecond): // it waits for ctx itself
		}
		due.End(context.DeadlineExceeded)

		Expect(client.Result(In(
			"ctx's deadline has passed, and Call is still dialing",
			"ctx 的截止时间已过，Call 还在拨号"))).To(Wrap(context.DeadlineExceeded), In(
			"a dialer takes ctx's deadline over and may notice it before ctx itself does: then it says \"i/o "+
				"timeout\" (os.ErrDeadlineExceeded), and ctx.Err() may still be nil; return context.DeadlineExceeded "+
				"for it",
			"拨号器会把 ctx 的截止时间拿去自己计时，可能比 ctx 先发现时间到了：它返回的是 i/o timeout（os.ErrDeadlineExceeded），"+
				"这时 ctx.Err() 也许还是 nil；遇到它就返回 context.DeadlineExceeded"))
		Expect(out).To(havePrinted(), earnedOnly)
	})

	It(In(
		"keeps every promise, whatever the server does",
		"随机场景：不管服务端怎样，都照注释里说的做"), ID("client-scenes"), func(ctx SpecContext) {
		calls(ctx)
		for _, way := range waysOfADial {
			scene.PlayLive(way.times, way.play)
		}
	})

	It(In("has a whole conversation with your own server", "和你自己的服务端通完一次话"), ID("together"), func(ctx SpecContext) {
		ln := Listening()
		server, served := serving(ctx, ln)
		client, said := dialing(ctx, ln)

		Expect(client.Result(In(
			"your two halves wait for each other: the side that has said everything must finish (the client with its "+
				"FIN), and nobody may wait for more than the other will say",
			"你的两半在互相等待：说完的一方要收尾（客户端发 FIN），谁也不能等对方不会说的话"))).To(HaveGoneWell(), goesWell)
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)
		Expect(said).To(havePrinted(connected, received+greeting, clientClosed), exactLines)
		Expect(served).To(havePrinted(listening, connectedBy, received+thanks, serverClosed), exactLines)
	})
})
