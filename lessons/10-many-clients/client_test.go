package manyclients_test

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing/iotest"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	manyclients "handshake/lessons/10-many-clients"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(In("client: many at once", "客户端：许多条同时"), Lesson("10-many-clients"), func() {
	It(In("has all its conversations at the same time", "所有通话同时进行"), ID("fan-at-once"), func(ctx SpecContext) {
		inTurn()
		const n = 100 // a submission that is graded has 256 sockets, and these are both ends
		ln := Listening()
		meeting := newMeeting(n)
		var numbers, conns sync.Map
		open := 0
		fan := fanOutAnd(ctx, ln.Addr().String(), n, func(ctx context.Context, i int, conn net.Conn) error {
			numbers.Store(i, conn.LocalAddr().String())
			conns.Store(i, conn)
			return meeting.meet(ctx)
		}, func() {
			for _, conn := range conns.Range {
				if !errors.Is(conn.(net.Conn).SetDeadline(time.Time{}), net.ErrClosed) {
					open++
				}
			}
		})

		Expect(fan.Result(In(
			"many conversations are due, each waits for all the others, and not all have begun: who talks on one "+
				"connection to the end before opening the next has only ever one; start a goroutine for each, "+
				"however many",
			"应当有许多个通话，每一个都在等其他所有的，却没有都开始：跟一条连接说完才去开下一条，那就始终只有一条；不管多少条，每条连接启动一个 goroutine"))).To(HaveGoneWell(), In(
			"every talk returned nil: FanOut returns nil, too",
			"每个 talk 都返回了 nil：FanOut 也应当返回 nil"))
		Expect(meeting.complete()).To(BeTrue(), In(
			"FanOut returned nil, and not all conversations had begun: wait for every goroutine; one that "+
				"calls wg.Add itself may come too late to be waited for",
			"FanOut 返回了 nil，通话却没有都开始：每个 goroutine 都要等；让 goroutine 自己去调用 wg.Add，可能来不及被等到"))
		Expect(open).To(Equal(0), In(
			"FanOut has returned, and at that instant some of its connections are still open: close each one in the "+
				"goroutine of its talk, before that is counted as done",
			"FanOut 已经返回，这时却还有连接开着：每条连接都要在它的 talk 所在的 goroutine 里关闭，关闭了才算结束"))
		different := map[any]bool{}
		called := callersOf(ln, n)
		for i := range n {
			from, ok := numbers.Load(i)
			Expect(ok).To(BeTrue(), In(
				"talk was never called with the number %d: the conversations are numbered from 0 to n-1, each "+
					"number once",
				"没有用编号 %d 调用过 talk：通话的编号从 0 到 n-1，每个编号一次"), i)
			Expect(called[from]).To(BeTrue(), In(
				"talk number %d had a connection that nobody had called the server with",
				"编号 %d 的 talk 拿到的连接，不是打到服务端的哪一条"), i)
			different[from] = true
		}
		Expect(len(different)).To(Equal(n), In(
			"some conversations had the same connection: each of the n needs a connection of its own",
			"有几个通话用的是同一条连接：n 个通话要有 n 条连接"))
	})

	It(In(
		"closes each connection when its own talk is over",
		"谁的通话结束就关闭谁的连接，不等全部结束"), ID("fan-closes"), func(ctx SpecContext) {
		ln := Listening()
		talkOn := make(chan struct{})
		finish := sync.OnceFunc(func() { close(talkOn) })
		fan := fanOut(ctx, ln.Addr().String(), 2, func(ctx context.Context, i int, conn net.Conn) error {
			if i == 0 {
				_, _ = io.WriteString(conn, "bye")
				return nil
			}
			_, _ = io.WriteString(conn, "...")
			<-talkOn
			word := make([]byte, 1)
			if _, err := io.ReadFull(conn, word); err != nil {
				return err
			}
			_, err := conn.Write(word)
			return errors.Join(err, ctx.Err())
		})
		defer finish()
		first, second := Callee(fan, ln, noCall()), Callee(fan, ln, noCall())
		if first.Hear(3) != "bye" {
			first, second = second, first
			first.Hear(3)
		} else {
			second.Hear(3)
		}

		Expect(first).To(EndWithFIN(), In(
			"this talk is over, and its connection is still open: close it when its own talk has returned, in its "+
				"own goroutine; a server with few seats may be waiting for that",
			"这个通话已经结束，连接却还开着：要在自己的 goroutine 里，等自己的 talk 一返回就关闭；位子少的服务端可能正等着它走"))
		Settle()
		second.Say("?")
		finish()
		Expect(second.Hear(1)).To(Say("?"), In(
			"one talk has returned nil, and the other cannot talk on: a talk that ends well ends nobody but itself, "+
				"so neither cancel nor close anything because of it",
			"一个 talk 返回了 nil，另一个就说不下去了：正常结束的 talk 只结束它自己，不要因为它去取消或者关闭什么"))
		Expect(fan.Result(fanHangs())).To(HaveGoneWell(), In(
			"every talk returned nil: FanOut returns nil, too",
			"每个 talk 都返回了 nil：FanOut 也应当返回 nil"))
	})

	It(In("waits until the last conversation is over", "一直等到最后一个通话结束"), ID("fan-waits"), func(ctx SpecContext) {
		fansOut(ctx)
		addr := Listening().Addr().String()
		for _, why := range []string{
			In("all goes well", "一切顺利"), In("one has failed", "有一个失败了"), In("ctx has ended", "ctx 结束了"),
		} {
			InVirtualTime(func() {
				stillTalking, over := fanWaits(addr, why)
				Expect(stillTalking).To(BeTrue(), In(
					"FanOut returned while one of its conversations went on (%s): its caller believes that "+
						"nothing is going on any more; wait for all of them, however long",
					"FanOut 返回的时候，还有一个通话没有结束（%s）：调用者会以为什么都停了；要等全部结束，等多久都行"), why)
				Expect(over).To(BeTrue(), fanHangs())
			})
		}
	})

	It(In(
		"returns the first failure and cancels the others",
		"报告第一个失败，并取消其余的通话"), ID("fan-fails"), func(ctx SpecContext) {
		const n = 4
		ln := Listening()
		meeting := newMeeting(n)
		failure := errors.New(In("the third client has had enough", "第三个客户端不想再说了"))
		noticed, goOn := newWatch(n-1), make(chan struct{})
		finish := sync.OnceFunc(func() { close(goOn) })
		defer finish()
		fan := fanOut(ctx, ln.Addr().String(), n, func(ctx context.Context, i int, conn net.Conn) error {
			if err := meeting.meet(ctx); err != nil {
				return err
			}
			if i == 2 {
				return failure
			}
			<-ctx.Done()
			noticed.seen()
			<-goOn
			return ctx.Err()
		})

		if !Meanwhile(fan, func() bool { return noticed.within(Enough()) }) {
			finish()
			fan.OutOfTime(In(
				"one conversation failed, and the others wait for their ctx to end: cancel it at the first failure "+
					"(context.WithCancel), and give talk that ctx, not the one that FanOut was given",
				"一个通话失败了，其余的在等自己的 ctx 结束：第一个失败时就要取消它（context.WithCancel），交给 talk 的要是这个 ctx，而不是 FanOut 收到的那个"))
		}
		Settle()
		stillTalking := !fan.HasReturned()
		finish()
		err := fan.Result(fanHangs())

		callersOf(ln, n)
		Expect(stillTalking).To(BeTrue(), In(
			"one conversation failed, and FanOut returned before the others were over: its caller believes "+
				"that nothing is going on any more; cancel, and then wait",
			"一个通话失败了，其余的还没有结束，FanOut 就返回了：调用者会以为什么都停了；要先取消，再等它们结束"))
		Expect(err).To(Wrap(failure), In(
			"what the caller wants to know is why the first one failed; that the others ended because of it is "+
				"only the consequence: keep the first error (sync.Once, a mutex), or all of them (errors.Join), "+
				"and wrap with %%w",
			"调用者想知道的是第一个为什么失败；其余的因此结束，只是后果：要留住第一个错误（sync.Once 或互斥锁），或者全部留下（errors.Join），用 %%w 包装"))
	})

	It(In("wakes those who wait in Read when one fails", "一个失败了，等着听话的也放出来"), ID("fan-frees"), func(ctx SpecContext) {
		const n = 4
		ln := Listening()
		meeting := newMeeting(n)
		failure := errors.New(In("the second client has had enough", "第二个客户端不想再说了"))
		fan := fanOut(ctx, ln.Addr().String(), n, func(ctx context.Context, i int, conn net.Conn) error {
			if err := meeting.meet(ctx); err != nil {
				return err
			}
			switch i {
			case 1:
				return failure
			case 2: // nobody reads what it says
				return saysOn(conn)
			case 3: // it has deadlines of its own
				return listensOn(conn)
			}
			_, err := io.ReadAll(conn)
			return err
		})

		Expect(fan.Result(In(
			"one conversation failed, and others still wait in Read or Write, which know no ctx: close their "+
				"connections (context.AfterFunc), and both come back; a deadline is not enough, for a talk may set "+
				"its own",
			"一个通话失败了，其余的还停在 Read 或 Write 里，而它们不认识 ctx：关闭连接（context.AfterFunc），两者都会返回；设截止时间不够，talk "+
				"可能自己也在设"))).To(Wrap(failure), In(
			"the first failure was another: those that came after it say only that their connections were closed; "+
				"keep the first error, whatever its number",
			"第一个失败不是这个：后来的错误说的只是连接被关闭；不管编号是几，要留住第一个错误"))
		callersOf(ln, n)
	})

	It(In("ends all conversations when ctx ends", "ctx 一结束，所有通话都结束"), ID("fan-ctx"), func(ctx SpecContext) {
		const n = 3
		ln := Listening()
		waiting, stop := context.WithCancelCause(LendContext(ctx))
		defer stop(nil)
		fan := fanOut(waiting, ln.Addr().String(), n, func(_ context.Context, _ int, conn net.Conn) error {
			_, _ = io.WriteString(conn, "*")
			_, err := io.ReadAll(conn)
			return err
		})
		for range n {
			Callee(fan, ln, noCall()).Hear(1)
		}
		Settle()
		stop(errors.New(In("the fair is over", "集市散了")))

		Expect(fan.Result(In(
			"ctx has ended, and conversations still wait in Read, which knows no ctx: close their connections when "+
				"ctx ends (context.AfterFunc)",
			"ctx 已经结束，通话还停在 Read 里，而 Read 不认识 ctx：ctx "+
				"一结束就要关闭它们的连接（context.AfterFunc）"))).To(Wrap(context.Canceled), becauseOfCtx())
	})

	It(In(
		"returns ctx's error when ctx ends before or during the dials",
		"ctx 事先结束、拨号途中结束，都要说出来"), ID("fan-dials"), func(
		ctx SpecContext,
	) {
		fansOut(ctx)
		listens := func(_ context.Context, _ int, conn net.Conn) error {
			_, err := io.ReadAll(conn)
			return err
		}
		Expect(fanOut(Over(), Listening().Addr().String(), 2, listens).Result(fanHangs())).To(Wrap(context.Canceled),
			In(
				"ctx was over beforehand, so no conversation has taken place: that is no success; return ctx.Err(), "+
					"itself or wrapped with %%w",
				"ctx 事先就已经结束，一个通话也没有进行：这不是成功；应当返回 ctx.Err()，原样或者用 %%w 包装"))

		late := struckJustNow()
		fan := fanOut(late, Listening().Addr().String(), 2, listens)
		Settle()
		late.End(context.DeadlineExceeded)
		Expect(fan.Result(fanHangs())).To(Wrap(context.DeadlineExceeded), In(
			"ctx's deadline struck while FanOut dialed, and the dialer noticed it first: its \"i/o timeout\" is not "+
				"ctx.Err(), and at that moment ctx itself may not have ended; dial with a ctx without a deadline that "+
				"is cancelled when ctx ends, or wait for ctx before you ask for its Err",
			"拨号途中 ctx 的截止时间到了，拨号的一方先察觉：它说的“i/o timeout”不是 ctx.Err()，而这时 ctx 自己也许还没有结束；拨号用一个没有截止时间、ctx "+
				"结束时才取消的 ctx，或者先等 ctx 结束再问它的 Err"))

		silent, ringing := Unanswering(), Endless()
		fan = fanOut(ringing, silent, 2, listens)
		Settle()
		ringing.End(context.Canceled)
		Expect(fan.Result(In(
			"ctx has ended, and FanOut still dials where nobody answers: use DialContext",
			"ctx 已经结束，FanOut 还在拨一个没人接的号：要用 DialContext"))).To(Wrap(context.Canceled), becauseOfCtx())
	})

	It(In(
		"dials a name, an IPv4 and an IPv6 address",
		"名字、IPv4 地址、IPv6 地址，都打得通"), ID("fan-addr"), func(ctx SpecContext) {
		fansOut(ctx)
		for _, host := range []string{"localhost", "127.0.0.1", "::1"} {
			ln, addr := listeningAt(host)
			if ln == nil { // this machine has no IPv6: then at least the address is understood
				err := fanOut(ctx, net.JoinHostPort(host, "9"), 1, func(context.Context, int, net.Conn) error {
					return nil
				}).Result(fanHangs())
				var unknown *net.DNSError
				var senseless *net.AddrError
				Expect(errors.As(err, &unknown) || errors.As(err, &senseless)).To(BeFalse(), In(
					"[::1]:9 is an IPv6 address, which has colons in it: hand it to the dialer as it is",
					"[::1]:9 是 IPv6 地址，里面本来就有冒号：把它原样交给拨号的函数"))
				continue
			}
			Expect(fanOut(ctx, addr, 1, func(context.Context, int, net.Conn) error { return nil }).Result(
				fanHangs())).To(HaveGoneWell(), In(
				"somebody listens at %s, and FanOut did not get through: hand the address to the dialer as it is, "+
					"with the network \"tcp\", which knows names, IPv4 and IPv6",
				"%s 那里有人在听，FanOut 却没有打通：把地址原样交给拨号的函数，网络用“tcp”，名字、IPv4、IPv6 它都认识"), addr)
			callersOf(ln, 1)
		}
	})

	It(In(
		"ends the others when one dial fails",
		"有一个打不出去，其余的通话也要结束"), ID("fan-call-fails"), func(ctx SpecContext) {
		fansOut(ctx)
		ln := Listening()
		plenty := fewDescriptors(3)
		fan := fanOut(ctx, ln.Addr().String(), 8, func(_ context.Context, _ int, conn net.Conn) error {
			_, err := io.ReadAll(conn)
			return err
		})
		defer plenty()

		err := fan.Result(In(
			"there were too few descriptors for all eight connections, so a call failed, and those who had got "+
				"through still wait in Read: a call that fails is a failure like any other, so it ends the others",
			"描述符不够开八条连接，有的打不出去，已经打通的却还停在 Read 里：打不出去和别的失败一样，也要结束其余的通话"))
		plenty()
		Expect(err).To(Wrap(syscall.EMFILE), In(
			"the first failure was \"too many open files\" (EMFILE): the error must tell that, and not only what "+
				"came after",
			"第一个失败是“打开的文件太多”（EMFILE）：返回的错误要说出它，而不只是后来的那些"))
	})

	It(In("returns ECONNREFUSED when nobody listens", "没有人接，要如实相告"), ID("fan-refused"), func(ctx SpecContext) {
		fansOut(ctx)
		QuickRefusals()
		var talked atomic.Bool

		err := fanOut(ctx, Refusing(), 3, func(context.Context, int, net.Conn) error {
			talked.Store(true)
			return nil
		}).Result(fanHangs())

		Expect(err).To(Wrap(ConnectionRefused), In(
			"the connection was refused: that is a failure, and errors.Is must find its reason (ECONNREFUSED)",
			"连接被拒绝了：这就是失败，errors.Is 要能找到它的原因（ECONNREFUSED）"))
		Expect(talked.Load()).To(BeFalse(), In(
			"there is no connection, so there is nothing to talk on", "没有连接，也就没有通话可言"))
	})

	It(In(
		"keeps every promise of FanOut: failures, and the end of ctx",
		"在随机的场景里守 FanOut 的约：谁返回什么，ctx 何时结束"), ID("fan-scenes"), func(ctx SpecContext) {
		scene.PlayLive(40, playFan(Listening()))
	})

	It(In("sends and receives at the same time", "一边说，一边听"), ID("both"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("How are you?\n")
		Expect(chat.server.Hear(len("How are you?\n"))).To(Say("How are you?\n"), In(
			"what in says must reach the server at once, while in is still open: who listens to the end before "+
				"speaking, or reads all of in before sending, waits forever",
			"in 里的话要马上送到服务端，哪怕 in 还没有结束：先听到底再说，或者先把 in 全读完再发，就会永远等下去"))
		chat.server.Say("Fine.\n")
		chat.out.Await(chat.half, "Fine.\n", In(
			"the server answered, and in is still open: write to out what you hear as soon as you hear it; "+
				"speaking and listening need a goroutine each",
			"服务端回答了，in 还没有结束：听到什么就马上写到 out；说和听要各用一个 goroutine"))
		chat.types("And the weather?\n")
		Expect(chat.server.Hear(len("And the weather?\n"))).To(Say("And the weather?\n"), In(
			"one answer has been heard, and now nothing is said any more: speaking and listening go on side by "+
				"side, until each has come to its own end",
			"听到一次回答以后，就不再说话了：说和听要并排进行，各自到了自己的结尾才停"))

		chat.hangUp()
	})

	It(In("sends a FIN when in ends, and reads on", "in 到了结尾就说一声完了，然后接着听"), ID("half-close"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Bye.\n")
		_ = chat.in.Close()
		chat.server.Hear(len("Bye.\n"))

		Expect(chat.server).To(EndWithFIN(), In(
			"in has ended, and the server must notice: after the last words comes a FIN, CloseWrite",
			"in 已经到了结尾，要让服务端知道：最后一句话之后要有 FIN，也就是 CloseWrite"))
		chat.server.Say("Wait, one more thing.\n")
		chat.server.Finish()
		err := chat.half.Result(chatHangs())

		Expect(chat.out.String()).To(Say("Wait, one more thing.\n"), In(
			"the client had finished speaking, and what the server said after that is lost: Close hangs up both "+
				"directions, CloseWrite only ends the sending; the end of in is not the end of the chat",
			"客户端说完之后，服务端说的话丢了：Close 两个方向一起挂断，CloseWrite 只结束发送；in 结束不等于通话结束"))
		Expect(err).To(HaveGoneWell(), In(
			"both have finished: nothing went wrong here", "双方都说完了：这里没有什么出错"))
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In(
		"returns when the server finishes, even while in waits",
		"服务端挂断就返回，哪怕 in 还在等"), ID("hung-up"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Anybody there?\n")
		Expect(chat.server.Hear(len("Anybody there?\n"))).To(Say("Anybody there?\n"), chatSays())
		Settle() // it waits for the keyboard
		chat.server.Finish()

		Expect(chat.half.Result(In(
			"the server has hung up, and Chat still waits for in, where perhaps nobody will ever press a key: that "+
				"Read cannot be interrupted, so do not wait for the goroutine in it; the end of what is heard is "+
				"the end of the chat",
			"服务端已经挂断，Chat 还在等 in，而那里也许再也不会有人敲键盘：那次 Read 没法打断，所以不要等它所在的 goroutine；听到了结尾，通话就结束了"))).To(HaveGoneWell(), In(
			"the server finished, and that is how a chat ends: no failure",
			"服务端说完了，通话就是这样结束的：不是故障"))
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In("stops reading when the chat is over", "通话结束了，就不再往下读"), ID("reads-no-further"), func(ctx SpecContext) {
		chats(ctx)
		InVirtualTime(func() {
			server := Script{Ends: io.EOF}.Conn()
			defer func() { _ = server.Close() }()
			keyboard, in := io.Pipe()
			defer func() { _ = keyboard.Close() }()
			chat := Start(func() error {
				return manyclients.Chat(context.Background(), Lend(server), LendReader(keyboard), LendWriter(&Lines{}))
			})
			synctest.Wait()
			Expect(chat.Result(chatHangs())).To(HaveGoneWell(), In(
				"the server finished without a word: no failure", "服务端一句话没说就结束了：不是故障"))

			var taken atomic.Int32
			go func() {
				for range 5 {
					if _, err := io.WriteString(in, "x\n"); err != nil {
						return
					}
					taken.Add(1)
				}
			}()
			synctest.Wait()

			Expect(taken.Load() <= 1).To(BeTrue(), In(
				"Chat has returned, but something of it still swallows what is typed: the Read that was waiting "+
					"may finish, and after that in belongs to its owner again; a goroutine whose Write fails must stop",
				"Chat 已经返回，却还有东西在吞掉键盘上敲的字：正在等的那次 Read 可以结束，之后 in 就归还主人了；Write 失败了，那个 goroutine 就该停下"))
		})
	})

	It(In("leaves every byte unchanged", "一个字节也不改"), ID("verbatim"), func(ctx SpecContext) {
		const much = 1 << 17
		odd := "\r\n\n\x00100%%d"
		said, heard := string(Speech(much))+odd, string(Speech(much))+odd
		client, server := Pair()
		out := &Lines{}
		chat := chatOn(ctx, client, strings.NewReader(said), out)
		peer := PeerOf(chat, server)
		arrived := make(chan []byte, 1)
		go func() {
			all, _ := io.ReadAll(server)
			arrived <- all
		}()
		peer.Say(heard)
		words := Meanwhile(chat, func() []byte {
			select {
			case all := <-arrived:
				return all
			case <-ctx.Done():
				return nil
			}
		})
		peer.Finish()

		err := chat.ResultBy(ctx)

		Expect([]byte(out.String())).To(ArriveWhole([]byte(heard)), In(
			"out is to get just the bytes that came: no line end added or taken away, no %% treated as a verb, and "+
				"lines of any length (bufio.Scanner gives up at 64 KiB)",
			"out 应当原样得到传来的字节：不加换行，不去换行，不把 %% 当成格式，一行多长都行（bufio.Scanner 超过 64 KiB 就不干了）"))
		Expect(words).To(ArriveWhole([]byte(said)), In(
			"the server is to get just the bytes of in: no line end added or taken away, no %% treated as a verb, "+
				"and lines of any length (bufio.Scanner gives up at 64 KiB)",
			"服务端应当原样得到 in 的字节：不加换行，不去换行，不把 %% 当成格式，一行多长都行（bufio.Scanner 超过 64 KiB 就不干了）"))
		Expect(err).To(HaveGoneWell(), In(
			"both have said much and finished: nothing went wrong here", "双方都说了很多，也都说完了：这里没有什么出错"))
	})

	It(In("returns when ctx ends", "ctx 一结束就结束"), ID("chat-ctx"), func(ctx SpecContext) {
		waiting, stop := context.WithCancelCause(LendContext(ctx))
		defer stop(nil)
		chat := chatting(waiting)
		chat.types("Hello?\n")
		Expect(chat.server.Hear(len("Hello?\n"))).To(Say("Hello?\n"), chatSays())
		Settle()
		stop(errors.New(In("it is late", "时候不早了")))

		Expect(chat.half.Result(In(
			"ctx has ended, and Chat still waits in Read, which knows no ctx: close the connection when ctx ends "+
				"(context.AfterFunc)",
			"ctx 已经结束，Chat 还停在 Read 里，而 Read 不认识 ctx：ctx "+
				"一结束就关闭连接（context.AfterFunc）"))).To(Wrap(context.Canceled), becauseOfCtx())
		Expect(chat.end).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when in fails", "in 出了故障要如实相告"), ID("in-fails"), func(ctx SpecContext) {
		broken := errors.New(In("the keyboard is broken", "键盘坏了"))
		client, _ := Pair()

		err := chatOn(ctx, client, iotest.ErrReader(broken), &Lines{}).Result(In(
			"in failed, and Chat waits for the server as if nothing had happened: only io.EOF means that in has ended",
			"in 出了故障，Chat 却像没事一样等着服务端：只有 io.EOF 才表示 in 到了结尾"))

		Expect(err).To(Wrap(broken), In(
			"in failed, so not everything was said: return its error, itself or wrapped with %%w",
			"in 出了故障，话没有说全：要返回它的错误，原样或者用 %%w 包装"))
		Expect(client).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when out fails", "out 出了故障要如实相告"), ID("out-fails"), func(ctx SpecContext) {
		broken := errors.New(In("the paper is used up", "纸用完了"))
		client, server := Pair()
		in, keyboard := io.Pipe()
		CloseAfter(keyboard)
		chat := chatOn(ctx, client, in, failingWriter{broken})
		PeerOf(chat, server).Say("Hello!\n")

		Expect(chat.Result(In(
			"out failed, and Chat goes on as if nothing had happened: nobody sees what the server says",
			"out 出了故障，Chat 却像没事一样继续：服务端说什么都没有人看得到了"))).To(Wrap(broken), In(
			"out failed: return its error, itself or wrapped with %%w",
			"out 出了故障：要返回它的错误，原样或者用 %%w 包装"))
		Expect(client).To(BeGivenBack(), chatCloses())
	})

	It(In("returns the error when a RST comes instead of the end", "复位不是结尾"), ID("chat-reset"), func(ctx SpecContext) {
		chat := chatting(ctx)
		chat.types("Hello?\n")
		Expect(chat.server.Hear(len("Hello?\n"))).To(Say("Hello?\n"), chatSays())
		chat.server.Vanish()

		Expect(chat.half.Result(chatHangs())).To(Wrap(ConnectionReset), In(
			"the server's connection was reset: nobody knows whether it had said everything, so return the error "+
				"of Read, itself or wrapped with %%w",
			"服务端的连接被复位了：谁也不知道它的话说完没有，要返回 Read 的错误，原样或者用 %%w 包装"))
	})

	It(In(
		"returns an error for a connection without CloseWrite",
		"不能半关闭的连接，不予接受"), ID("no-half-close"), func(ctx SpecContext) {
		chats(ctx)
		conn, peer := net.Pipe()
		DeferCleanup(peer.Close)

		Expect(chatOn(ctx, conn, strings.NewReader(""), &Lines{}).Result(In(
			"this connection has no CloseWrite, so the server could never be told that in has ended: both would "+
				"wait forever; return an error",
			"这条连接没有 CloseWrite，没法告诉服务端 in 已经结束：双方会永远等下去；应当返回错误"))).To(HaveFailed(), In(
			"this connection has no CloseWrite, so the server could never be told that in has ended: that is an error",
			"这条连接没有 CloseWrite，没法告诉服务端 in 已经结束：这是错误"))
	})

	It(In(
		"keeps every promise of Chat: any bytes, silence, failures",
		"在随机的场景里守 Chat 的约：任何字节、沉默、结尾和故障"), ID("chat-scenes"), func(ctx SpecContext) {
		chats(ctx)
		Settle() // what it has left is gone
		scene.Play(150, playChat)
	})

	It(In(
		"fills a room with its own clients, who all hear the same",
		"两半合在一起：客户端坐满聊天室，听到的都一样"), ID("together"), func(ctx SpecContext) {
		const n = 4
		ln := OnLine()
		room := new(manyclients.Room)
		members := make(chan *Running[error], n)
		desk := open(ln, n, func(conn net.Conn) {
			member := joining(room, conn)
			<-member.Returned()
			members <- member
		})
		defer desk.Leave()
		inside, heardAll := newMeeting(n), newMeeting(n)
		heard := make([]string, n)
		lines := make([]string, n)
		for i := range lines {
			lines[i] = line()
		}

		fan := fanOut(ctx, ln.Addr().String(), n, func(ctx context.Context, i int, conn net.Conn) error {
			hello, all := newWatch(1), newWatch(n)
			in, keyboard := io.Pipe()
			out := &Lines{}
			mine := "hello " + lines[i]
			out.On(mine, hello.seen)
			for _, words := range lines {
				out.On("says "+words, all.seen)
			}
			go func() { // the person at the keyboard
				defer keyboard.Close()
				_, _ = io.WriteString(keyboard, mine)
				if hello.wait(ctx) && inside.meet(ctx) == nil {
					_, _ = io.WriteString(keyboard, "says "+lines[i])
					if all.wait(ctx) {
						_ = heardAll.meet(ctx)
					}
				}
			}()
			err := manyclients.Chat(LendContext(ctx), conn, LendReader(in), LendWriter(out))
			heard[i] = out.String()
			return err
		})
		Meanwhile(desk.Running, fan.InTime)
		for range len(members) {
			(<-members).Check()
		}
		err := fan.Result(In(
			"four clients chat in one room, all four functions together, and it does not come to an end: each says "+
				"hello, hears itself, waits until all are there, says one line, waits until it has heard all four, "+
				"and finishes",
			"四个客户端在同一个聊天室里聊天，四个函数一起工作，却到不了头：每个人先打招呼，听到自己，等人到齐，说一行，等四行都听到，然后结束"))

		Expect(err).To(HaveGoneWell(), In(
			"four clients chatted in one room, and each finished in good order: nothing went wrong here",
			"四个客户端在同一个聊天室里聊天，每个都正常结束：这里没有什么出错"))
		var first []string
		for _, text := range heard {
			said := slices.DeleteFunc(slices.Collect(strings.Lines(text)), func(words string) bool {
				return !strings.HasPrefix(words, "says ")
			})
			if first == nil {
				first = said
			}
			Expect(len(said)).To(Equal(n), In(
				"each of the four said one line when all were there, so each must hear four",
				"人到齐以后，四个人每人说了一行，每个人都应当听到四行"))
			Expect(slices.Equal(said, first)).To(BeTrue(), In(
				"two clients heard the lines in different orders", "两个客户端听到的顺序不同"))
		}
		Expect(desk.Closes(stillServing())).To(HaveGoneWell(), In(
			"everybody has left, and the listener was closed on purpose: return nil",
			"人都走了，监听器是有意关闭的：应当返回 nil"))
	})
})
