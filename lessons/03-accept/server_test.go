package accept_test

import (
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("03-accept"), func() {
	It(In("passes each connection to answer", "把来电交给接听的人"), ID("answers"), func(ctx SpecContext) {
		ln := OnLine()
		heard := make(chan struct{})
		desk := pickUp(ln, func(conn net.Conn) {
			_, _ = io.WriteString(conn, greeting)
			<-heard
		})
		defer desk.Leave()
		defer close(heard)
		caller := dial(ln)

		desk.Answers(1, In(
			"somebody called, and answer was never asked to speak with them: call ln.Accept, and hand the "+
				"connection to answer",
			"有人打进来了，answer 却没有被叫来接听：要调用 ln.Accept，再把得到的连接交给 answer"))

		Expect(TextFrom(caller, len(greeting))).To(Say(greeting), In(
			"what answer said did not reach the caller: the connection must be the caller's, and stay open for as "+
				"long as answer is speaking",
			"answer 说的话没有传到来电者那里：交给 answer 的要是来电者的那条连接，而且 answer 还在说的时候不能关"))
	})

	It(In("closes the connection when answer is done", "接听完毕就挂断"), ID("hangs-up"), func(ctx SpecContext) {
		ln := OnLine()
		called := make(chan struct{})
		desk := pickUp(ln, func(net.Conn) { <-called })
		defer desk.Leave()
		var caller net.Conn
		func() {
			defer close(called)
			caller = dial(ln)
		}()
		desk.Answers(1, nobodyAnswered())

		Expect(caller).To(HaveHungUp(), In(
			"answer is done and the loop goes on, but this connection is still open: close it after each call; a "+
				"defer in the body of a loop runs only when the whole function returns",
			"answer 已经做完，循环还在继续，这条连接却没有关：每接听完一个就要关一个；写在循环体里的 defer 要等整个函数返回才执行"))
	})

	It(In("closes with a FIN, as Close does", "像 Close 那样，用 FIN 挂断"), ID("ends-well"), func(ctx SpecContext) {
		ln := OnLine()
		called := make(chan struct{})
		desk := pickUp(ln, func(conn net.Conn) {
			<-called
			_, _ = io.WriteString(conn, greeting)
		})
		defer desk.Leave()
		var caller net.Conn
		func() {
			defer close(called)
			caller = dial(ln)
		}()
		desk.Answers(1, nobodyAnswered())

		Expect(TextFrom(caller, len(greeting))).To(Say(greeting), tornDown())
		Expect(caller).To(EndWithFIN(), tornDown())
		Settle()
		if desk.HasReturned() {
			return // another spec asks for more callers than one
		}
		dial(ln)
		desk.Answers(1, In(
			"answer is done with the first caller, who has not hung up on their side, and the next caller is not "+
				"answered: just close the connection, do not wait for anything on it",
			"第一个来电 answer 已经接听完，对方那一头还没有挂断，下一个来电却没有人接：只管关闭连接，不要在它上面等什么"))
	})

	It(In("serves the second caller, and the third", "第二个、第三个来电也有人接"), ID("second-caller"), func(ctx SpecContext) {
		ln := OnLine()
		desk := pickUp(ln, func(net.Conn) {})
		defer desk.Leave()

		for range 3 {
			dial(ln)
			desk.Answers(1, In(
				"one caller was answered, the next one was not: Accept picks up a single call, so it has to be "+
					"called again and again, in a loop",
				"一个来电接听过了，下一个却没有人接：Accept 每次只接起一个来电，所以要在循环里反复调用"))
		}
	})

	It(In("answers one after the other", "一个一个地接听"), ID("one-at-a-time"), func(ctx SpecContext) {
		InVirtualTime(func() {
			finish := make(chan struct{})
			finishAll := sync.OnceFunc(func() { close(finish) })
			var busy atomic.Int32
			ln := Scripted(Calling(Anyone()), Calling(Anyone()), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {
				busy.Add(1)
				<-finish
			})
			defer desk.Leave()
			defer finishAll()

			desk.Answers(1, nobodyAnswered())
			synctest.Wait() // while the first call lasts, everything else that can happen has happened
			Expect(busy.Load()).To(Equal(int32(1)), In(
				"several callers were being answered at the same time: this loop answers one after the other, so "+
					"call answer itself and not a goroutine that calls it (many at once is lesson 10)",
				"同时有好几个来电在接听：这个循环要一个一个地接，直接调用 answer，不要放进 goroutine（同时接听是第 10 课的事）"))
			finishAll()
			desk.Answers(1, nobodyAnswered())
			desk.Answers(1, nobodyAnswered())
		})
	})

	It(In(
		"returns nil when the listener is closed",
		"监听器关闭，循环就结束，没有错误"), ID("closed"), func(ctx SpecContext) {
		ln := OnLine()
		desk := pickUp(ln, func(net.Conn) {})
		defer desk.Leave()
		dial(ln)
		desk.Answers(1, nobodyAnswered())

		Expect(desk.closes()).To(HaveGoneWell(), In(
			"somebody closed the listener, and that is how a server is told to stop: return nil; errors.Is finds "+
				"net.ErrClosed inside this error, == does not look inside",
			"有人关闭了监听器，这正是叫服务端停下来的办法，应当返回 nil；net.ErrClosed 包在这个错误里面，errors.Is 找得到，== 不会往里看"))
	})

	It(In(
		"finishes the call in progress when the listener is closed",
		"监听器关闭时，把手上这通电话接完"), ID("finishes-call"), func(ctx SpecContext) {
		ln := OnLine()
		goOn := make(chan struct{})
		letGoOn := sync.OnceFunc(func() { close(goOn) })
		desk := pickUp(ln, func(conn net.Conn) {
			<-goOn
			_, _ = io.WriteString(conn, greeting)
		})
		defer desk.Leave()
		defer letGoOn()
		caller := dial(ln)
		desk.Answers(1, nobodyAnswered())

		Expect(ln.Close()).To(HaveGoneWell(), In("closing the listener must work", "关闭监听器应当成功"))
		Settle()
		Expect(desk.HasReturned()).To(BeFalse(), In(
			"the listener was closed, and AcceptLoop returned while answer was still talking: finish the call first",
			"监听器关闭了，answer 还在说话，AcceptLoop 就返回了：要先把这通电话接完"))
		letGoOn()

		Expect(TextFrom(caller, len(greeting))).To(Say(greeting), In(
			"closing a listener only stops new calls: the one in progress has a connection of its own, and is "+
				"answered to the end",
			"关闭监听器只是不再接新的来电：正在进行的这一通有它自己的连接，要接听到底"))
		Expect(desk.closes()).To(HaveGoneWell(), In(
			"the call is over and the listener was closed on purpose: return nil",
			"电话接完了，监听器也是有意关闭的：应当返回 nil"))
	})

	DescribeTable(In("rides out a temporary error", "挺过临时错误"), func(ctx SpecContext, err error, why string) {
		InVirtualTime(func() {
			ln := Scripted(Failing(err, 2), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			desk.Answers(1, why)
		})
	},
		Entry(In("asks again later when too many files are open", "打开的文件太多：过一会儿再问"), ID("too-many-files"),
			TooManyFiles(),
			In(
				"Accept reported a temporary error, twice, which means: not now, ask again; then a caller came, and "+
					"nobody picked up",
				"Accept 报告了两次临时错误，意思是：现在不行，待会儿再问；随后来了一个电话，却没有人接")),
		Entry(In(
			"finds a temporary error inside another error",
			"包在别的错误里的临时错误，也是临时错误"), ID("temporary-inside"),
			fmt.Errorf("accept: line 2: %w", TooManyFiles()),
			In(
				"Accept reported a temporary error inside another error, then a caller came, and nobody picked up: "+
					"a type assertion sees the outermost error only, errors.As looks through all the layers",
				"Accept 报告的临时错误包在另一个错误里，随后来了一个电话，却没有人接：类型断言只看最外面一层，errors.As 会一层一层看进去")),
	)

	It(In("goes on after ten failures in a row", "接连失败十次也不放弃"), ID("patient"), func(ctx SpecContext) {
		InVirtualTime(func() {
			ln := Scripted(Failing(TooManyFiles(), 10), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			desk.Answers(1, In(
				"Accept failed ten times in a row with a temporary error, then a caller came, and nobody picked "+
					"up: do not count the failures, each of them only means \"not now\"",
				"Accept 接连十次报告临时错误，然后来了一个电话，却没有人接：不要数失败了几次，每一次都只表示“现在不行”"))
		})
	})

	It(In("waits a little before it calls Accept again", "再问之前先等一等"), ID("no-busy-loop"), func(ctx SpecContext) {
		InVirtualTime(func() {
			ln := Scripted(FailingFor(TooManyFiles(), 10*time.Second), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			desk.Answers(1, In(
				"for ten seconds Accept failed with a temporary error, then a caller came, and nobody picked up",
				"Accept 有十秒钟一直报告临时错误，然后来了一个电话，却没有人接"))
			for i, gap := range gaps(ln.Accepts()) {
				Expect(i == 0 || gap < 0 || gap >= leastWait).To(BeTrue(), In(
					"Accept failed with a temporary error, and was asked again after %v only: wait for 5 ms at least "+
						"between two attempts, each time",
					"Accept 报告了临时错误，只过了 %v 又去问它：两次尝试之间每次都至少要等 5 毫秒"), gap)
			}
		})
	})

	It(In(
		"answers again within a second when the trouble is over",
		"麻烦一过去，一秒之内就恢复接听"), ID("back-soon"), func(ctx SpecContext) {
		InVirtualTime(func() {
			const trouble = 6*time.Minute + 100*time.Millisecond
			began := time.Now()
			ln := Scripted(FailingFor(TooManyFiles(), trouble), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			desk.Answers(1, In(
				"for six minutes Accept failed with a temporary error, then a caller came, and nobody picked up",
				"Accept 有六分钟一直报告临时错误，然后来了一个电话，却没有人接"))
			late := time.Since(began) - trouble
			Expect(late <= mostWait).To(BeTrue(), In(
				"the trouble was over after six minutes, and for another %v nobody picked up: let the pauses "+
					"grow, but never beyond one second",
				"麻烦六分钟后就过去了，可又过了 %v 还没有人接：停顿可以越来越长，但不能超过一秒"), late)
			for _, gap := range gaps(ln.Accepts()) {
				Expect(gap <= mostWait).To(BeTrue(), In(
					"between two attempts there were %v: let the pauses grow, but never beyond one second",
					"两次尝试之间隔了 %v：停顿可以越来越长，但不能超过一秒"), gap)
			}
		})
		InVirtualTime(func() {
			const times = 4000
			ln := Scripted(Failing(TooManyFiles(), times), Calling(Anyone()))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			for n := 0; n < times && ln.Asked() <= times && !desk.HasReturned(); n++ {
				<-time.After(mostWait)
			}
			desk.Answers(1, In(
				"Accept failed four thousand times in a row with a temporary error, then a caller came, and nobody "+
					"picked up: there is no number of failures, and no time, after which to give up",
				"Accept 接连四千次报告临时错误，然后来了一个电话，却没有人接：不管失败多少次、过了多久，都不能放弃"))
		})
	})

	DescribeTable(In("returns an error that will not pass", "把不会好转的错误返回出去"), func(ctx SpecContext, broken error) {
		InVirtualTime(func() {
			ln := Scripted(FailingFor(broken, time.Hour))

			desk := pickUp(ln, func(net.Conn) {})
			defer desk.Leave()

			err := desk.returns(In(
				"this error is not temporary, the listener will never work again: asking on is useless, return the "+
					"error",
				"这个错误不是临时的，监听器不会再好了：再问也没有用，应当返回这个错误"))

			Expect(err).To(HaveFailed(), In(
				"the listener broke, nobody closed it: return the error, so that somebody notices that this server "+
					"has stopped",
				"监听器是坏了，并不是有人关闭了它：要返回错误，否则没有人知道这个服务端已经停了"))
			Expect(err).To(Wrap(broken), In(
				"the caller wants to know what broke: return the error itself or wrap it with %%w",
				"调用者想知道坏在哪里：直接返回原错误，或者用 %%w 包装"))
		})
	},
		Entry(In("returns the error of a broken listener", "监听器坏了，就返回它的错误"), ID("broken"), AcceptError(syscall.EINVAL)),
	)

	It(In(
		"closes the connection when answer panics",
		"answer 即使 panic，也要挂断"), ID("panic-hangs-up"), func(ctx SpecContext) {
		ln := OnLine()
		desk := pickUp(ln, func(net.Conn) { panic(accident) })
		defer desk.Leave()
		caller := dial(ln)
		desk.Answers(1, nobodyAnswered())
		Settle() // a panic in a goroutine of the loop's own ends the program here

		Expect(caller).To(HaveHungUp(), In(
			"answer panicked, and the caller was left on an open line: a Close that stands after the call of "+
				"answer is skipped by a panic, a deferred one is not",
			"answer panic 了，来电者被晾在一条开着的线上：写在 answer 调用之后的 Close 会被 panic 跳过，用 defer 登记的不会"))
	})

	It(In("passes answer's panic on to its caller", "不隐瞒 answer 的 panic"), ID("panic-goes-on"), func(ctx SpecContext) {
		ln := OnLine()
		desk := pickUp(ln, func(net.Conn) { panic(accident) })
		defer desk.Leave()
		dial(ln)
		desk.Answers(1, nobodyAnswered())
		Settle()

		err := desk.closes()

		Expect(err).To(HaveFailed(), In(
			"answer panicked, and AcceptLoop's caller did not get that panic: it means that answer has a bug, and "+
				"a loop that swallows it hides the bug; close the connection and let the panic go on",
			"answer panic 了，这个 panic 却没有传到 AcceptLoop 的调用者那里：panic 说明 answer 有错，循环把它吞掉，错误就藏起来了；关闭连接，让 panic 继续往上传"))
		Expect(err).To(Wrap(errPanicked{accident}), panicGoesOn())
	})

	It(In(
		"answers, closes and ends as it should, whatever Accept returns",
		"不管 Accept 给出什么，该接就接，该挂就挂，该停就停"), ID("accept-scenes"), func(ctx SpecContext) {
		scene.Play(300, func(d *scene.Dice, s *scene.Stage) {
			w := aShift(d, s)
			s.Then("AcceptLoop is called", "调用 AcceptLoop")
			out := scene.Call(s, w.serve, In(
				"AcceptLoop does not come back, though the listener was closed, or is broken for good",
				"监听器已经关闭，或者再也好不了了，AcceptLoop 却没有返回"))
			w.holds(s, out)
		})
	})

	It(In("works for several listeners at once", "可以同时为几个监听器接听"), ID("several-loops"), func(ctx SpecContext) {
		InVirtualTime(func() {
			first, second := Anyone(), Anyone()
			goOn := [2]chan struct{}{make(chan struct{}), make(chan struct{})}
			letGoOn := [2]func(){sync.OnceFunc(func() { close(goOn[0]) }), sync.OnceFunc(func() { close(goOn[1]) })}
			one := pickUp(Scripted(Calling(first)), func(net.Conn) { <-goOn[0] })
			defer one.Leave()
			defer letGoOn[0]()
			one.Answers(1, nobodyAnswered())
			two := pickUp(Scripted(Calling(second)), func(net.Conn) { <-goOn[1] })
			defer two.Leave()
			defer letGoOn[1]()

			two.Answers(1, In(
				"two loops have a listener each; while the first one answered a caller, the other did not: nothing in "+
					"the package may make one loop wait for another",
				"两个循环各有各的监听器；第一个正在接听时，另一个却接不了：包里不能有什么东西让一个循环等另一个"))
			letGoOn[0]()
			one.ComeToRest()

			Expect(first.(*ScriptedConn).Open()).To(BeFalse(), ownCaller())
			Expect(second.(*ScriptedConn).Open()).To(BeTrue(), ownCaller())
		})
	})
})
