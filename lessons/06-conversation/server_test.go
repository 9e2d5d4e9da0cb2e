package conversation_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("06-conversation"), func() {
	It(In("sends the greeting before the caller says a word", "来电者还没开口，先向他问好"), ID("greets"), func(ctx SpecContext) {
		server, caller, _ := called(ctx)

		heard := caller.Hear(len(greeting))

		Expect(heard).To(Say(greeting), In(
			"here the server speaks first: say Greeting as soon as you have accepted, before you read anything, or "+
				"both sides wait for each other",
			"在这个程序里，服务端先开口：接受连接之后，先说 Greeting，再去读；不然双方就会互相等下去"))
		caller.Say(thanks)
		caller.Finish()
		Expect(caller.Hear(1)).To(Say(""), In(
			"the greeting is exactly these 14 bytes, without a line end, and after it the server only listens and "+
				"hangs up; whatever else it says, the original client does not expect",
			"问候语就是这 14 个字节，末尾没有换行；之后服务端只听，然后挂断。再多说什么，都出乎原来的客户端意料"))
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("prints the original's four lines", "打印出原程序的四行"), ID("server-lines"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		thank(caller)
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(havePrinted(listening, connectedBy, received+thanks, serverClosed), exactLines)
	})

	It(In("prints the caller's address as Python does", "照 Python 的写法报出来电者的地址"), ID("caller"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		thank(caller)
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		ports := strings.NewReplacer(
			fmt.Sprint(PortOf(caller.LocalAddr())), "CALLER",
			fmt.Sprint(PortOf(caller.RemoteAddr())), "SERVER")
		Expect(ports.Replace(out.Line(2))).To(Say("Connected by ('127.0.0.1', CALLER)"), In(
			"the second line names the other end of the connection, its RemoteAddr, as Python prints a pair: host "+
				"in quotes, then the port as a number (CALLER and SERVER stand for the two ports)",
			"第二行报的是连接的另一端，即 RemoteAddr，写法同 Python 的二元组：主机加引号，端口是数字（CALLER 和 SERVER 代表两端的端口）"))
	})

	It(In(
		"prints an IPv6 address as four values",
		"来电者用的是 IPv6 地址，就报出四项"), ID("ipv6"), func(ctx SpecContext) {
		client, end := Pair()
		far := narrow(end)
		far.From = &net.TCPAddr{IP: net.IPv6loopback, Port: 51324}
		server, out := serving(ctx, Scripted(Calling(far)))
		thank(PeerOf(server, client))
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		Expect(out.Line(2)).To(Say("Connected by ('::1', 51324, 0, 0)"), In(
			"an IPv6 address has colons of its own, so do not cut at the first; Python prints such an address as "+
				"('::1', 51324, 0, 0), without brackets",
			"IPv6 地址自己就有冒号，所以不能在第一个冒号处切开；Python 把这样的地址打印成四项：('::1', 51324, 0, 0)，不带方括号"))
	})

	It(In("prints the words that it read", "听到什么就打印什么"), ID("server-heard"), func(ctx SpecContext) {
		var numbers strings.Builder
		for n := range 250 {
			fmt.Fprintf(&numbers, "%04d", n)
		}
		words := " 100% %s %d\t" + numbers.String() + " \xff谢谢\r\n \n" // 1024 bytes
		server, caller, out := called(ctx)
		caller.Hear(len(greeting))
		caller.Say(words)
		caller.Finish()

		Expect(server.Result(serveHangs)).To(HaveGoneWell(), In(
			"the caller may say what it likes, up to 1024 bytes in all; 1024 is not yet too many",
			"来电者想说什么都可以，总共不超过 1024 字节就行；正好 1024 字节还不算多"))
		_, printed, _ := strings.Cut(out.String(), ")\n")
		Expect(printed).To(Say(received+words+"\n"+serverClosed+"\n"), In(
			"this caller said 1024 other bytes instead of the usual thanks; after \"Received: \" come the bytes that "+
				"were read, all of them and no others: blanks, line ends and percent signs are bytes like any other",
			"这位来电者没有照常致谢，而是说了另外 1024 个字节；“Received: ”后面要打印读到的字节，一个不少，一个不多："+
				"空格、换行、百分号，都和别的字节一样"))
	})

	It(In(
		"reads to the caller's FIN, even byte by byte",
		"话一个字节一个字节地来，也要听完"), ID("hears-out"), func(ctx SpecContext) {
		const slowly = "Thanks · 谢谢你"
		client, end := Pair()
		server, out := serving(ctx, Scripted(Calling(narrow(end))))
		caller := PeerOf(server, client)
		caller.Hear(len(greeting))
		caller.Say(slowly)
		caller.Finish()
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(havePrinted(listening, connectedBy, received+slowly, serverClosed), In(
			"one Read is not one message: TCP may bring the words in pieces of any size, here one byte at a time; "+
				"the caller has finished when a Read says io.EOF, not before",
			"一次 Read 不等于一条消息：TCP 可以把话切成任意大小送来，这里每次只有一个字节；读到 io.EOF，来电者才算说完"))
	})

	It(In("sends its greeting in one Write", "一次 Write 说完问候语"), ID("one-breath"), func(ctx SpecContext) {
		client, end := Pair()
		watched := narrow(end)
		server, _ := serving(ctx, Scripted(Calling(watched)))
		thank(PeerOf(server, client))
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		Expect(watched.FirstWrite()).To(Say(greeting), In(
			"the original client calls recv once and treats what has come by then as the whole greeting: what "+
				"leaves in two Writes may arrive as two pieces, so use one",
			"原来的客户端只调用一次 recv，那一刻到了多少，就当作整句问候：分两次 Write 发出去的，可能会分两段到达，所以要一次写完"))
	})

	It(In("prints each line as soon as it is true", "事情一成真，就打印那一行"), ID("server-in-time"), func(ctx SpecContext) {
		ln := Listening()
		where := Told(ln.Addr)
		server, out := serving(ctx, ln)

		out.Await(server, listening+"\n", In(
			"nobody has called yet, and the first line should be there: the person who starts "+
				"the server waits for it; do not keep lines back until the end",
			"还没有人打进来，第一行就该打印了：启动服务端的人正等着看它；不要把几行攒到最后才打印"))
		caller := Caller(server, where, reachable)
		out.Await(server, "Connected by (", In(
			"a caller is connected and has said nothing yet: the second line is due before you read",
			"来电者已经连上，还没说话：第二行要在读之前就打印"))
		thank(caller)
		out.Await(server, received+thanks+"\n", In(
			"the caller has finished: what it said is due now", "来电者已经说完：现在该打印他说的话了"))
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("prints each line with one Write", "每一行都一次写完整"), ID("server-whole"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		thank(caller)
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)

		Expect(out).To(havePrinted(listening, connectedBy, received+thanks, serverClosed), exactLines)
		Expect(out).To(beWholeLines(), wholeLines)
	})

	It(In("prints \"closed\" after it has closed", "关闭了才说关闭了"), ID("says-closed"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		hungUp := make(chan bool, 1)
		out.On(serverClosed, func() {
			closed, _ := HaveHungUp().Match(caller)
			hungUp <- closed
		})
		thank(caller)
		out.Await(server, serverClosed, exactLines)

		Expect(<-hungUp).To(BeTrue(), In(
			"when this line was printed, the caller's line was still open: close first, then say so; a Close that "+
				"is deferred comes after everything that the function prints",
			"打印这一行的时候，来电者那边还没有断：先关闭，再说关闭了；defer 的 Close 要等函数里该打印的全打印完才执行"))
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)
	})

	It(In("ends with a FIN instead of a RST", "以 FIN 结束，而不是 RST"), ID("server-fin"), func(ctx SpecContext) {
		server, caller, _ := called(ctx)
		heard := thank(caller)
		Expect(server.Result(serveHangs)).To(HaveGoneWell(), goesWell)
		Expect(heard).To(Equal(greeting), noConversation)

		Expect(caller).To(EndWithFIN(), In(
			"all has been said and heard, so the connection ends with a FIN; a RST comes from closing with words "+
				"unread, or from linger 0",
			"话都说完、听完了，连接应当以 FIN 结束；还有没读的数据就关闭，或者把 linger 设为 0，才会变成 RST"))
	})

	It(In(
		"has one conversation, then closes its listener",
		"只通一次话，走时带走监听器"), ID("one-call"), func(ctx SpecContext) {
		ln := Listening()
		where := Told(ln.Addr)
		server, _ := serving(ctx, ln)
		caller := Caller(server, where, reachable)
		heard := caller.Hear(len(greeting))
		caller.Say(thanks)
		caller.Finish()

		Expect(server.Result(In(
			"the conversation is over and Serve has not come back: it has one caller, not one after the other",
			"通话已经结束，Serve 却没有返回：它只接一个电话，不是一个接一个"))).To(HaveGoneWell(), goesWell)
		Expect(heard).To(Equal(greeting), noConversation)
		Expect(ln).To(haveStoppedListening(), ownsListener)
	})

	It(In(
		"returns io.ErrUnexpectedEOF when the caller says nothing",
		"来电者一言不发就挂断，要看得出来"), ID("no-thanks"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		caller.Hear(len(greeting))
		caller.Finish()

		Expect(server.Result(serveHangs)).To(Wrap(io.ErrUnexpectedEOF), In(
			"the caller hung up where its words should have come: no words is not an answer, so return "+
				"io.ErrUnexpectedEOF; io.ReadAll reports an end like any other, with nothing read and no error",
			"本该听到回答，来电者却挂断了：什么都没说不等于回答，应当返回 io.ErrUnexpectedEOF；io.ReadAll 只会说读完了，读到零个字节，没有错误"))
		Expect(out).To(havePrinted(listening, connectedBy), earnedOnly)
		Expect(caller).To(HaveHungUp(), hangsUpToo)
	})

	It(In(
		"returns an error when the caller says too much",
		"来电者说个没完，不会一直听下去"), ID("too-much"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		caller.Hear(len(greeting))
		caller.Say(string(Speech(1025)))

		Expect(server.Result(In(
			"the caller has said 1025 bytes and is not done: that is too much already, so stop there; reading on "+
				"until the end lets a stranger fill the memory",
			"来电者已经说了 1025 个字节，还没说完：这已经超了，到此为止；要是一直读到结束，陌生人就能把内存撑满"))).To(HaveFailed(), In(
			"more than 1024 bytes is an error: do not cut the words off and pretend that this was all; read one "+
				"byte more than is allowed, and you know",
			"超过 1024 字节就是错误：不能截断了当作全部；比允许的多读一个字节，就知道有没有超"))
		Expect(out).To(havePrinted(listening, connectedBy), earnedOnly)
		Expect(caller).To(HaveHungUp(), hangsUpToo)
	})

	It(In("returns the reset as an error", "被复位就是被复位"), ID("server-reset"), func(ctx SpecContext) {
		server, caller, out := called(ctx)
		caller.Hear(len(greeting))
		caller.Say(thanks)
		caller.Vanish()

		Expect(server.Result(serveHangs)).To(Wrap(ConnectionReset), In(
			"the caller's connection was reset before its FIN: nobody knows whether these were all its words; "+
				"return the error of Read, itself or wrapped with %%w",
			"来电者的 FIN 还没来，连接就被复位了：谁也不知道话说完没有；把 Read 的错误返回出去，或者用 %%w 包装"))
		Expect(out).To(havePrinted(listening, connectedBy), earnedOnly)
	})

	It(In("stops waiting for a caller when ctx ends", "ctx 一结束，就不再等来电"), ID("ctx-nobody"), func(ctx SpecContext) {
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		ln := Listening()
		server, out := serving(waiting, ln)
		out.Await(server, listening+"\n", firstLine)
		Settle() // it waits for a caller
		stop()

		Expect(server.Result(In(
			"ctx has ended, and Serve still waits in Accept, which knows no ctx: close the listener when ctx ends "+
				"(context.AfterFunc), and Accept comes back",
			"ctx 已经结束，Serve 还在等；Accept 不认识 ctx：让 ctx 一结束就关闭监听器（context.AfterFunc），Accept "+
				"就会返回"))).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(out).To(havePrinted(listening), earnedOnly)
		Expect(ln).To(haveStoppedListening(), ownsListener)
	})

	It(In("stops waiting for words when ctx ends", "ctx 一结束，就不再等对方开口"), ID("ctx-silence"), func(ctx SpecContext) {
		waiting, stop := context.WithCancel(LendContext(ctx))
		defer stop()
		server, caller, out := called(waiting)
		caller.Hear(len(greeting))
		out.Await(server, "Connected by (", In(
			"a caller is connected: say who it is", "来电者已经连上：要说出他是谁"))
		Settle() // it waits for words
		stop()

		Expect(server.Result(In(
			"ctx has ended, and Serve still waits in Read for a caller that says nothing: closing the listener "+
				"does not end a conversation, so close the connection too, or set its deadline, when ctx ends",
			"ctx 已经结束，来电者一声不响，Serve 还停在 Read 里：关闭监听器并不会结束通话，ctx 结束时还要关闭连接，"+
				"或者给它设截止时间"))).To(Wrap(context.Canceled), becauseOfCtx)
		Expect(out).To(havePrinted(listening, connectedBy), earnedOnly)
		Expect(caller).To(HaveHungUp(), hangsUpToo)
	})

	It(In("returns the error of a broken listener", "监听器坏了，把错误交出去"), ID("broken"), func(ctx SpecContext) {
		ln := Listening()
		server, out := serving(ctx, ln)
		out.Await(server, listening+"\n", firstLine)
		_ = ln.Close()

		Expect(server.Result(In(
			"the listener was closed under Serve, so no caller will ever come: return the error of Accept instead "+
				"of asking again",
			"监听器被人关掉了，再也不会有来电：把 Accept 的错误返回出去，不要再问"))).To(HaveFailed(), In(
			"Accept failed, so there was no conversation: return its error", "Accept 失败了，也就没有通话：把它的错误返回出去"))
		Expect(out).To(havePrinted(listening), earnedOnly)
	})

	It(In(
		"keeps every promise, whatever callers do",
		"随机场景：不管谁打来、出什么事，都照注释里说的做"), ID("server-scenes"), func(ctx SpecContext) {
		for _, way := range waysOfACall {
			scene.Play(way.times, way.play)
		}
	})
})
