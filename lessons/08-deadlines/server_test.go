package deadlines_test

import (
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	deadlines "handshake/lessons/08-deadlines"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("08-deadlines"), func() {
	It(In("fills p, in however many pieces the bytes come", "不管分成几段到达，都要填满 p"), ID("fills"), func(ctx SpecContext) {
		words := Speech(1000)
		with(Script{Says: InRandomPieces(string(words), 300)}, func(peer *ScriptedConn) {
			got := reading(peer, len(words))

			Expect(got.err).To(HaveGoneWell(), In(
				"the peer sent all that p has room for, without a pause: nothing went wrong here; is your deadline "+
					"really in the future? It is a moment, time.Now().Add(idle), and not a duration",
				"对端毫不停顿，发来的足够填满 p：这里没有什么出错；你设的截止时间真的在将来吗？它是一个时刻，time.Now().Add(idle)，不是一段时间"))
			Expect(got.p).To(ArriveWhole(words), In(
				"one Read is not one message: it returns what has arrived so far; read on, into p[n:], until p is full",
				"一次 Read 不等于一条消息：它返回目前已经到达的部分；要接着往 p[n:] 里读，直到填满"))
		})
	})

	It(In(
		"waits exactly idle for a silent peer",
		"对端一声不响，正好等满 idle"), ID("silence"), func(ctx SpecContext) {
		with(Script{}, func(peer *ScriptedConn) {
			got := reading(peer, 10)

			Expect(got.err).To(HaveFailed(), In(
				"p is empty, and that is no success",
				"p 里什么也没有，这不算成功"))
			Expect(got.took).To(last(idle), In(
				"the peer is silent from the beginning, so the wait lasts idle, no less and no more: "+
					"SetReadDeadline takes a moment, time.Now().Add(idle)",
				"对端从头到尾一声不响，所以正好等 idle，不多也不少：SetReadDeadline 要的是一个时刻，time.Now().Add(idle)"))
			Expect(got.err).NotTo(Wrap(io.EOF), notTheEnd)
			Expect(got.err).NotTo(Wrap(io.ErrUnexpectedEOF), notTheEnd)
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), notATimeout)
		})
		with(Script{}, func(peer *ScriptedConn) {
			Expect(readingFor(peer, 10, hour).took).To(last(hour), In(
				"idle is more than an hour, and the peer is silent for so long: idle is the only limit, do not add "+
					"one of your own",
				"idle 是一个多小时，对端就沉默了这么久：时限只有 idle 这一个，不要自己再加一个"))
		})
	})

	It(In("waits on while bytes keep dripping in", "对端再慢，只要还在一滴一滴地来，就等下去"), ID("drip"), func(ctx SpecContext) {
		words := Speech(150) // for an hour
		with(Script{Says: InPieces(string(words), 1), Pauses: nearly}, func(peer *ScriptedConn) {
			got := reading(peer, len(words))

			Expect(got.err).To(HaveGoneWell(), In(
				"a byte came every 27 seconds, and idle is 30: the peer was never silent for too long; idle is no "+
					"limit for the whole, so every byte starts the wait anew: set the deadline again before each Read",
				"每 27 秒来一个字节，idle 是 30 秒：对端从来没有沉默太久；idle 不是总时间的上限，每来一个字节都要重新计时：每次 Read 之前都要重设截止时间"))
			Expect(got.p).To(ArriveWhole(words), In(
				"the bytes came one by one, and all of them are due, in order",
				"字节是一个一个来的，要按顺序一个不漏"))
		})
	})

	It(In("keeps the bytes that came before the silence", "沉默之前来的字节要留住"), ID("partial"), func(ctx SpecContext) {
		words := Speech(7)
		with(Script{Says: InPieces(string(words), 3), Pauses: nearly}, func(peer *ScriptedConn) {
			got := reading(peer, 10)

			Expect(got.err).To(HaveFailed(), notFull)
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), notATimeout)
			Expect(got.n).To(Equal(len(words)), In(
				"bytes came, and then time was up: n tells how many came, with an error as well as without; the "+
					"caller may go on from there",
				"先来了一些字节，然后时间到了：有没有错误，n 都要说出来了多少；调用者也许要从那里接着读"))
			Expect(got.p).To(ArriveWhole(words), In(
				"the bytes that came before the timeout belong to the caller, at the front of p",
				"超时之前来的字节归调用者所有，在 p 的最前面"))
		})
	})

	It(In(
		"returns io.ErrUnexpectedEOF when the stream ends half way",
		"半途结束要如实相告"), ID("ends-half-way"), func(ctx SpecContext) {
		words := Speech(6)
		with(Script{Says: InPieces(string(words), 3), Ends: io.EOF}, func(peer *ScriptedConn) {
			got := reading(peer, 10)

			Expect(got.err).To(HaveFailed(), In(
				"the peer finished before p was full: err is nil when p is full, and then only",
				"p 还没填满，对端就结束了：只有填满了，err 才是 nil"))
			Expect(got.err).To(Wrap(io.ErrUnexpectedEOF), In(
				"the peer finished half way: that is io.ErrUnexpectedEOF, as io.ReadFull returns it; plain io.EOF "+
					"says that nothing came at all",
				"对端说到一半就结束了：这是 io.ErrUnexpectedEOF，io.ReadFull 返回的也是它；单单一个 io.EOF，说的是什么都没有来"))
			Expect(got.err).NotTo(Wrap(os.ErrDeadlineExceeded), notSilent)
			Expect(got.n).To(Equal(len(words)), In(
				"bytes came before the end: n tells how many, with an error as well as without",
				"结束之前来过一些字节：有没有错误，n 都要说出来了多少"))
		})
	})

	It(In("returns a failure as it is", "故障要原样告诉调用者"), ID("torn"), func(ctx SpecContext) {
		with(Script{Says: []string{"abc"}, Ends: ConnectionReset}, func(peer *ScriptedConn) {
			got := reading(peer, 10)

			Expect(got.err).To(Wrap(ConnectionReset), In(
				"the connection was reset: the caller asks errors.Is for the reason (ECONNRESET) and must find it; "+
					"not every error of Read is a timeout or an end",
				"连接被复位了：调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到；Read 的错误并不都是超时或者结尾"))
			Expect(got.err).NotTo(Wrap(os.ErrDeadlineExceeded), notSilent)
			Expect(got.n).To(Equal(3), In(
				"three bytes came before the failure: n tells how many, with an error as well as without",
				"故障之前来了三个字节：有没有错误，n 都要说出来了多少"))
		})
	})

	It(In("reads only as many bytes as p has room for", "p 有多大就取多少，不多取"), ID("in-a-row"), func(ctx SpecContext) {
		words := Speech(9)
		with(Script{Says: InPieces(string(words), 6), Pauses: nearly}, func(peer *ScriptedConn) {
			for from := 0; from < len(words); from += 3 {
				got := reading(peer, 3)

				Expect(got.err).To(HaveGoneWell(), In(
					"three calls in a row, and the peer is never silent for idle: the second call needs the bytes "+
						"that the first had no room for, so do not read beyond p (a bufio.Reader does), and each "+
						"call counts its own time",
					"接连调用三次，对端每次沉默都不满 idle：第一次装不下的字节，第二次正要用，所以不要读到 p 之外去（bufio.Reader 就会），而且每次调用各算各的时间"))
				Expect(got.p).To(ArriveWhole(words[from:from+3]), In(
					"three calls in a row read nine bytes in order: what is beyond p stays for the next call",
					"接连三次，按顺序读完九个字节：p 装不下的，留给下一次"))
			}
		})
	})

	It(In(
		"has stopped reading when it returns with a timeout",
		"超时之后，没有谁还在读"), ID("nobody-reads"), func(ctx SpecContext) {
		reads()
		with(Script{Says: []string{"later"}, Ends: io.EOF, Pauses: 40 * time.Second}, func(peer *ScriptedConn) {
			reading(peer, 10)
			<-time.After(time.Minute) // the words come, and nobody is there to read them

			Expect(peer.Taken()).To(Equal(0), goesOnReading)
		})
	})

	It(In(
		"clears its read deadline after a timeout",
		"超时之后，不留下读截止时间"), ID("cleared-after-timeout"), func(ctx SpecContext) {
		reads()
		with(Script{Says: []string{"later"}, Ends: io.EOF, Pauses: 40 * time.Second}, func(peer *ScriptedConn) {
			reading(peer, 10)

			Expect(saying(peer)).To(Say("later"), In(
				"ReadIdle has returned, its caller reads on and has all the time in the world, but the old "+
					"deadline is still there and strikes: clear it with SetReadDeadline(time.Time{}), on every way out",
				"ReadIdle 已经返回，调用者接着读，并不着急，可是旧的截止时间还在，到点就发作：每一条出路都要用 SetReadDeadline(time.Time{}) 清除它"))
		})
	})

	It(In("leaves the write deadline alone", "不碰写截止时间"), ID("write-deadline"), func(ctx SpecContext) {
		reads()
		with(Script{}, func(peer *ScriptedConn) {
			_ = peer.SetWriteDeadline(time.Now().Add(time.Minute))
			reading(peer, 10) // half a minute
			<-time.After(time.Second)

			_, inTime := peer.Write([]byte("in time"))
			<-time.After(time.Minute)
			_, tooLate := peer.Write([]byte("too late"))

			Expect(inTime).To(HaveGoneWell(), In(
				"the caller had given itself a minute to write, ReadIdle cut that to 30 seconds: SetDeadline is "+
					"for both directions, SetReadDeadline for reading alone",
				"调用者给自己留了一分钟来写，ReadIdle 却把它缩成了 30 秒：SetDeadline 管两个方向，SetReadDeadline 只管读"))
			Expect(tooLate).To(HaveFailed(), writeIsNotYours)
		})
	})

	It(In(
		"keeps every promise when the peer is slow, ends or fails",
		"对端拖拉也好，结束也好，出故障也好，每一场都守约"), ID("read-scenes"), func(ctx SpecContext) {
		scene.Play(readScenes, readsIdle)
	})

	It(In("lets handler read and write", "handler 照常说，照常听"), ID("handles"), func(ctx SpecContext) {
		words := Speech(20)
		with(Script{Says: InPieces(string(words), 7)}, func(peer *ScriptedConn) {
			heard := make([]byte, len(words))
			var calls atomic.Int32
			got := handling(peer, func(conn net.Conn) error {
				calls.Add(1)
				if _, err := conn.Write([]byte("Hello")); err != nil {
					return err
				}
				_, err := io.ReadFull(conn, heard)
				return err
			})

			Expect(got.err).To(HaveGoneWell(), In(
				"handler was done at once, total is two minutes, and nothing went wrong",
				"handler 立刻就做完了，total 有两分钟，没有什么出错"))
			Expect(calls.Load()).To(Equal(int32(1)), In(
				"handler is to be called once",
				"handler 应当只调用一次"))
			Expect(heard).To(ArriveWhole(words), In(
				"what the peer says must reach handler unchanged",
				"对端说的话要原样传给 handler"))
			Expect(peer.Heard()).To(Say("Hello"), In(
				"what handler says must reach the peer unchanged",
				"handler 说的话要原样传给对端"))
		})
	})

	It(In("returns handler's error", "handler 的错误要返回"), ID("handler-error"), func(ctx SpecContext) {
		with(Script{}, func(peer *ScriptedConn) {
			got := handling(peer, func(net.Conn) error { return errHandler })

			Expect(got.err).To(Wrap(errHandler), handlersOwn)
			Expect(got.err).NotTo(Wrap(os.ErrDeadlineExceeded), In(
				"handler failed in time: time was not up, so the error must not say so",
				"handler 是在时间之内失败的：时间并没有到，错误里就不该这么说"))
		})
	})

	It(In(
		"ends a Read at the end of total, and waits for handler",
		"total 一到，Read 就结束，并且等 handler 返回"), ID("total"), func(ctx SpecContext) {
		with(silent, func(peer *ScriptedConn) {
			var returned atomic.Bool
			got := handling(peer, func(conn net.Conn) error {
				defer returned.Store(true)
				_, err := conn.Read(make([]byte, 1))
				<-time.After(time.Second) // it clears its desk
				return err
			})

			Expect(returned.Load()).To(BeTrue(), In(
				"HandleWithin came back while handler was still at work: nobody can end a goroutine from outside, "+
					"and nobody must leave it behind; end what it waits for, its Read, with a deadline, and wait "+
					"for it",
				"HandleWithin 已经返回，handler 却还在忙：谁也不能从外面结束一个 goroutine，也不能把它丢下不管；要用截止时间结束它在等的 Read，然后等它返回"))
			Expect(got.took).To(last(total+time.Second), In(
				"the peer is silent, so handler's Read ends when total is over, and handler needs one second more",
				"对端一声不响，所以 total 一到，handler 的 Read 就该结束，handler 再花一秒钟收尾"))
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), totalOver)
		})
	})

	DescribeTable(In(
		"ends a slow drip, whatever deadline handler sets",
		"不管 handler 设什么截止时间，慢慢滴也有到头的时候"), func(ctx SpecContext, set func(net.Conn), why string) {
		with(dripping, func(peer *ScriptedConn) {
			got := handling(peer, func(conn net.Conn) error {
				for {
					set(conn)
					if _, err := conn.Read(make([]byte, 1)); err != nil {
						return err
					}
				}
			})

			Expect(got.took).To(last(total), why)
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), totalOver)
		})
	},
		Entry(In(
			"limits Read by total, whatever SetReadDeadline says",
			"SetReadDeadline 延长不了 total"), ID("read-deadline"),
			func(conn net.Conn) { _ = conn.SetReadDeadline(time.Now().Add(idle)) }, In(
				"a byte came every 27 seconds, and before each of them handler set a deadline of its own, later "+
					"than the end of total: a connection has one read deadline, and the last call wins; "+
					"so handler must not get at it directly: give it a connection whose Set…Deadline take the "+
					"earlier of the two",
				"每 27 秒来一个字节，每次读之前，handler 都设一个自己的截止时间，比 total 的终点晚：一条连接只有一个读截止时间，最后一次设的算数；所以不能让 handler "+
					"直接去设：交给它的连接，Set…Deadline 要取两者中较早的一个")),
		Entry(In("limits Read by total when handler clears its deadline", "取消读截止时间，也还有 total"), ID("no-read-deadline"),
			func(conn net.Conn) { _ = conn.SetReadDeadline(time.Time{}) }, In(
				"a byte came every 27 seconds, and before each of them handler took its deadline away: time.Time{} "+
					"means none, though by the clock it is the earliest time of all; ask t.IsZero(), and set the end "+
					"of total then",
				"每 27 秒来一个字节，每次读之前，handler 都取消自己的截止时间：time.Time{} 表示“没有”，可是拿 Before、After 去比，它却比谁都早；"+
					"要先问 t.IsZero()，这时设的是 total 的终点")),
	)

	DescribeTable(In(
		"ends a Write that nobody takes",
		"没有人收的 Write，到时也要结束"), func(ctx SpecContext, set func(net.Conn)) {
		deaf(func(conn net.Conn) {
			got := handling(conn, func(conn net.Conn) error {
				set(conn)
				_, err := conn.Write([]byte("Is anybody there?"))
				return err
			})

			Expect(got.took).To(last(total), In(
				"the peer does not read, so Write waits for room, and total must end that too: reading and writing "+
					"have a deadline each, hold both, in SetDeadline, SetReadDeadline and SetWriteDeadline",
				"对端不读，Write 就一直等空位，这也要由 total 来结束：读和写各有一个截止时间，两个都要管住，SetDeadline、SetReadDeadline、SetWriteDeadline "+
					"一个也不能漏"))
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), totalOver)
		})
	},
		Entry(In("limits a Write without a deadline by total", "没设截止时间的 Write，随 total 结束"), ID("write-total"),
			func(conn net.Conn) {}),
		Entry(In(
			"limits Write by total, whatever SetWriteDeadline says",
			"SetWriteDeadline 延长不了 total"), ID("later-write-deadline"),
			func(conn net.Conn) { _ = conn.SetWriteDeadline(time.Now().Add(time.Hour)) }),
	)

	It(In(
		"lets handler set earlier deadlines than total",
		"handler 可以比 total 更严，两个方向都行"), ID("earlier-both"), func(ctx SpecContext) {
		deaf(func(conn net.Conn) {
			var read, wrote error
			got := handling(conn, func(conn net.Conn) error {
				_ = conn.SetDeadline(time.Now().Add(idle))
				_, read = conn.Read(make([]byte, 1))
				_, wrote = conn.Write([]byte("Is anybody there?"))
				return nil
			})

			Expect(read).To(Wrap(os.ErrDeadlineExceeded), handlersLimit)
			Expect(wrote).To(Wrap(os.ErrDeadlineExceeded), handlersLimit)
			Expect(got.took).To(last(idle), handlersLimit)
			Expect(got.err).To(HaveGoneWell(), In(
				"handler's own limit ran out, handler made its peace with that and returned nil, and total is far "+
					"from over: there is nothing to report",
				"是 handler 自己的时限到了，它处理好了，返回 nil，离 total 的终点还早：没有什么要报告的"))
		})
	})

	It(In("fails every Read and Write after total", "total 一到，什么都不再放行"), ID("stays-over"), func(ctx SpecContext) {
		with(dripping, func(peer *ScriptedConn) {
			var read, wrote, reread error
			var waited time.Duration
			handling(peer, func(conn net.Conn) error {
				_, _ = io.Copy(io.Discard, conn) // until it fails
				over := time.Now()
				defer func() { waited = time.Since(over) }()
				_ = conn.SetReadDeadline(time.Time{})
				_, read = conn.Read(make([]byte, 1))
				_ = conn.SetDeadline(time.Now().Add(idle))
				_, wrote = conn.Write([]byte("One more thing"))
				_, reread = conn.Read(make([]byte, 1))
				return reread
			})

			for _, err := range []error{read, wrote, reread} {
				Expect(err).To(Wrap(os.ErrDeadlineExceeded), In(
					"total was over, handler did not want to know, set a new deadline and went on: every Read and "+
						"Write after the end has to fail with os.ErrDeadlineExceeded, not only the one that was "+
						"waiting",
					"total 已经到了，handler 不肯罢休，重设截止时间又接着来：到点之后的每一次 Read、每一次 Write 都要以 os.ErrDeadlineExceeded 失败，"+
						"不能只让正在等的那一次失败"))
			}
			Expect(waited == 0).To(BeTrue(), In(
				"when total is over, every Read and Write fails at once: a timer that puts the old deadline back "+
					"now and then lets handler wait once more each time",
				"total 到了以后，每一次 Read、Write 都要立刻失败：用定时器隔一会儿把截止时间改回来，handler 每次就又能多等一会儿"))
		})
	})

	DescribeTable(In(
		"says that time was up, whatever handler says",
		"不管 handler 怎么说，时间到了就要说"), func(ctx SpecContext, says error) {
		with(silent, func(peer *ScriptedConn) {
			called := false
			got := handling(peer, func(conn net.Conn) error {
				called = true
				_, _ = io.Copy(io.Discard, conn) // cut off by total
				<-time.After(time.Second)
				return says
			})

			Expect(called).To(BeTrue(), neverCalled)
			Expect(got.err).To(HaveFailed(), In(
				"handler was cut off by total and returned nil all the same: its caller must learn that it was not "+
					"a success; look at the clock when handler has returned",
				"handler 是被 total 打断的，却照样返回 nil：调用者应当知道，这并没有成功；handler 返回之后，要看一看时间"))
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), totalOver)
			if says != nil {
				Expect(got.err).To(Wrap(says), handlersOwn)
			}
		})
	},
		Entry(In(
			"returns the timeout even if handler returns nil",
			"total 到了就要说，哪怕 handler 返回 nil"), ID("handler-says-nil"), nil),
		Entry(In(
			"returns the timeout beside handler's own error",
			"handler 有自己的错误，也要一起说"), ID("handler-says-else"), errHandler),
	)

	DescribeTable(In("leaves no deadline behind", "不留下截止时间"), func(ctx SpecContext, handler func(net.Conn) error) {
		with(Script{Says: []string{"later"}, Ends: io.EOF, Pauses: 2 * total}, func(peer *ScriptedConn) {
			called := false
			slip := handling(peer, func(conn net.Conn) error { called = true; return handler(conn) }).panicked
			Expect(called).To(BeTrue(), neverCalled)
			if slip != nil && slip != error(errPanics) {
				panic(slip)
			}
			Expect(peer.Open()).To(BeTrue(), notYoursToClose)

			Expect(saying(peer)).To(Say("later"), nothingLeft)
			_, err := peer.Write([]byte("Hello"))
			Expect(err).To(HaveGoneWell(), nothingLeft)
		})
	},
		Entry(In("clears all deadlines when handler returns", "handler 做完了，不留截止时间"), ID("handled-cleared"),
			func(net.Conn) error { return nil }),
		Entry(In("clears all deadlines when handler panics", "handler panic 了，也不留截止时间"), ID("panic-cleared"),
			func(net.Conn) error { panic(errPanics) }),
	)

	It(In("passes handler's panic on to its caller", "handler 的 panic 照样往外传"), ID("panics"), func(ctx SpecContext) {
		with(Script{}, func(peer *ScriptedConn) {
			got := handling(peer, func(net.Conn) error { panic(errPanics) })

			if got.panicked != nil && got.panicked != error(errPanics) {
				panic(got.panicked)
			}
			Expect(got.panicked != nil).To(BeTrue(), hushedUp)
		})
	})

	It(In(
		"accepts a handler that closes the connection itself",
		"handler 自己挂断，不算错误"), ID("handler-closes"), func(ctx SpecContext) {
		with(Script{}, func(peer *ScriptedConn) {
			called := false
			got := handling(peer, func(conn net.Conn) error { called = true; return conn.Close() })
			Expect(called).To(BeTrue(), neverCalled)

			Expect(got.err).To(HaveGoneWell(), In(
				"handler was done and closed its connection: then there is no deadline left to clear, and that "+
					"this fails is no error of handler's",
				"handler 做完就关闭了连接：那就没有截止时间可清除了，清除不成，不是 handler 的错误"))
		})
	})

	It(In(
		"lets handler read and write at the same time",
		"handler 可以同时读和写"), ID("both-at-once"), func(ctx SpecContext) {
		peer := Script{}.Conn()
		conn := &readTeller{Conn: peer, reading: make(chan struct{})}

		work := Start(func() error {
			return deadlines.HandleWithin(Lend(conn), total, func(within net.Conn) error {
				ended := make(chan error, 1)
				go func() {
					_, err := within.Read(make([]byte, 1))
					ended <- err
				}()
				<-conn.reading // and nothing comes
				if _, err := within.Write([]byte("Hello")); err != nil {
					return err
				}
				if err := within.SetReadDeadline(time.Unix(1, 0)); err != nil {
					return err
				}
				if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
					return err
				}
				return nil
			})
		})

		Expect(work.Result(In(
			"one goroutine of handler's waits in Read, another cannot write meanwhile, or cannot end that Read "+
				"with a deadline: a net.Conn may be used by several goroutines at once, so do not hold a lock "+
				"while you wait",
			"handler 的一个 goroutine 停在 Read 里，另一个这时就写不了，或者没法用截止时间结束那次 Read：net.Conn 可以由几个 goroutine 同时使用，"+
				"等待的时候不要抱着锁"))).To(HaveGoneWell(), In(
			"one goroutine of handler's waits in Read, another writes, and then ends the Read with a deadline in "+
				"the past: all of that has to get through to the connection",
			"handler 的一个 goroutine 停在 Read 里，另一个去写，再用一个已经过去的截止时间结束那次 Read：这些都要能传到连接上"))
		Expect(peer.Heard()).To(Say("Hello"), In(
			"what handler says must reach the peer unchanged",
			"handler 说的话要原样传给对端"))
	})

	It(In(
		"ends a peer that drips on and on, together with ReadIdle",
		"没完没了一滴一滴来的，和你的 ReadIdle 合在一起，也能结束"), ID("slow-loris"), func(ctx SpecContext) {
		with(dripping, func(peer *ScriptedConn) {
			read := 0
			got := handling(peer, func(conn net.Conn) (err error) {
				read, err = deadlines.ReadIdle(conn, make([]byte, 64), idle)
				return err
			})

			Expect(got.took).To(last(total), In(
				"idle (30 seconds) ends the silence, total (two minutes) ends the endless drip: ReadIdle sets and "+
					"clears deadlines as it likes, and neither may move the end of total",
				"沉默由 idle（30 秒）来结束，没完没了地滴由 total（两分钟）来结束：ReadIdle 可以随意设置和清除截止时间，但都不能挪动 total 的终点"))
			Expect(got.err).To(Wrap(os.ErrDeadlineExceeded), totalOver)
			Expect(read).To(Equal(4), In(
				"the bytes that came in time are kept",
				"按时来的字节要留住"))
		})
	})

	It(In(
		"keeps every promise, whatever handler does",
		"handler 想怎么做就怎么做，每一场都守约"), ID("handle-scenes"), func(ctx SpecContext) {
		scene.Play(handleScenes, handlesWithin)
	})

	It(In(
		"works for many connections at the same time",
		"可以同时为许多条连接工作"), ID("at-the-same-time"), func(ctx SpecContext) {
		atWork := func(i int, conn net.Conn, limit, pause time.Duration) *Running[time.Duration] {
			return Start(func() time.Duration {
				began := time.Now()
				if i < 2 {
					_, _ = deadlines.ReadIdle(conn, make([]byte, 1), limit)
				} else {
					_ = deadlines.HandleWithin(conn, limit, func(within net.Conn) error {
						<-time.After(pause) // until all are at work
						_ = within.SetDeadline(time.Time{})
						_, err := within.Read(make([]byte, 1))
						return err
					})
				}
				return time.Since(began)
			})
		}
		var hangUp []func()
		for i := range 4 { // two calls of ReadIdle, and two of HandleWithin
			peer := Script{}.Conn()
			conn := &readTeller{Conn: peer, reading: make(chan struct{})}
			work := atWork(i, Lend(conn), time.Hour, 0)
			hangUp = append(hangUp, func() { _ = peer.Close(); work.Result(handleHangs) })
			select {
			case <-conn.reading:
			case <-work.Returned():
				work.Check()
				Fail(neverCalled)
			case <-Enough():
				work.OutOfTime(In(
					"a call waits for its peer, and another one, for another connection, does not get on "+
						"meanwhile: is there a "+
						"lock that all calls share, and somebody keeps while waiting?",
					"一次调用在等它的对端，另一次调用用的是另一条连接，却跟着走不动：是不是有一把大家共用的锁，有人抱着它在等？"))
			}
		}
		for _, end := range hangUp {
			end()
		}
		InVirtualTime(func() {
			var works [4]*Running[time.Duration]
			wants := [len(works)]time.Duration{10 * time.Second, 20 * time.Second, time.Minute, 2 * time.Minute}
			for i, limit := range wants {
				peer := Script{}.Conn()
				defer func() { _ = peer.Close() }()
				works[i] = atWork(i, Lend(peer), limit, time.Second)
			}
			for i, work := range works {
				Expect(work.Result(handleHangs)).To(last(wants[i]), In(
					"four calls began together, each with a silent peer and a limit of its own: what belongs to one "+
						"call, such as its end, must not be shared by all",
					"四次调用同时开始，各有一个不出声的对端，各有各的时限：属于一次调用的东西，比如它的终点，不能大家共用"))
			}
		})
	})
})
