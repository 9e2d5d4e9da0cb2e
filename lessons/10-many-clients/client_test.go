package manyclients_test

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("10-many-clients"), func() {
	It(In("has all its conversations at the same time", "所有通话同时进行"), ID("fan-at-once"), func(ctx SpecContext) {
		InTurn()
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
})
