package manyclients_test

import (
	"io"
	"net"
	"runtime"
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

var _ = Describe(Server, Lesson("10-many-clients"), func() {
	It(In("talks with all its callers at the same time", "同时和所有来电者通话"), ID("at-once"), func(ctx SpecContext) {
		const callers = 3
		ln := OnLine()
		together := make(chan struct{})
		desk := open(ln, callers+1, func(net.Conn) { <-together })
		defer desk.Leave()
		defer close(together)

		for range callers {
			dial(ln)
		}

		desk.Answers(callers, In(
			"three callers are on the line, and each waits for the others: a loop that talks with one caller to "+
				"the end before it picks up the next is stuck with the first; start a goroutine for each "+
				"connection and go back to Accept",
			"线上有三个来电者，互相等着到齐：循环里跟一个人说完才去接下一个，就会卡在第一个人那里；每条连接启动一个 goroutine，马上回去 Accept"))
	})

	It(In("gives each Handler a connection of its own", "每个来电者各用各的连接"), ID("own-connection"), func(ctx SpecContext) {
		InTurn()
		const callers = 3
		var calls []Step
		for range callers {
			calls = append(calls, Calling(Anyone()))
		}
		ln := Scripted(calls...)
		desk := open(ln, callers+1, func(net.Conn) {})
		defer desk.Leave()

		different := map[string]bool{}
		for _, conn := range desk.Answers(callers, nobodyAnswered()) {
			different[conn.RemoteAddr().String()] = true
		}

		Expect(len(different)).To(Equal(callers), In(
			"three callers came in quick succession, and some got the connection of another: the goroutines share "+
				"one variable, and when they begin to run it holds a later caller; declare conn inside the loop "+
				"(:=), or hand it to the goroutine as an argument",
			"三个来电者接连打进来，有的 Handler 拿到了别人的连接：这些 goroutine 共用一个变量，等它们开始运行，里面已经是后来的人了；在循环里面声明 conn，或者把它作为参数交给 goroutine"))
	})

	It(In(
		"closes a connection when its Handler returns",
		"谁的通话结束就挂断谁，别人接着说"), ID("hangs-up"), func(ctx SpecContext) {
		ln := OnLine()
		talkOn := make(chan struct{})
		first := make(chan struct{}, 1)
		first <- struct{}{}
		desk := open(ln, 3, func(net.Conn) {
			select {
			case <-first: // the first caller's conversation is over at once
			default:
				<-talkOn
			}
		})
		defer desk.Leave()
		defer close(talkOn)
		done := dial(ln)
		desk.Answers(1, nobodyAnswered())
		dial(ln)
		desk.Answers(1, nobodyAnswered())

		Expect(done).To(HaveHungUp(), In(
			"this caller's Handler has returned, and the line is still open: close each connection when its own "+
				"Handler is done, in its own goroutine; not when Serve ends",
			"这个来电者的 Handler 已经返回，线却还开着：每条连接都要在自己的 goroutine 里、自己的 Handler 做完时关闭，不要等到 Serve 结束"))
	})

	It(In("sets no limit when MaxConns is 0", "MaxConns 为 0 就不设上限"), ID("no-limit"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			const callers = 100
			var calls []Step
			for range callers {
				calls = append(calls, Calling(Anyone()))
			}
			talkOn := make(chan struct{})
			desk := open(Scripted(calls...), 0, func(net.Conn) { <-talkOn })
			defer desk.Leave()
			defer close(talkOn)

			desk.Answers(callers, In(
				"MaxConns is 0, which means no limit, and not all of the 100 callers were picked up: a channel "+
					"with room for 0 values lets nobody through",
				"MaxConns 是 0，意思是不限，100 个来电者却没有全部接起来：容量为 0 的 channel 谁也放不进去"))
		})
	})

	It(In(
		"talks with MaxConns callers at once, and no more",
		"同时通话的正好是 MaxConns 个，不会更多"), ID("at-most"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			desk, leave := crowded(3, 5)
			defer desk.Leave()
			defer close(leave)

			desk.ComeToRest()
			Expect(desk.Talking()).To(Equal(3), In(
				"MaxConns is 3, and five callers are there: so three conversations are due, no more and no fewer; "+
					"a caller keeps its seat until the conversation is over",
				"MaxConns 是 3，来了五个来电者：应当正好有三个通话，不多也不少；占了一个位子，要到通话结束才让出来"))
			leave <- struct{}{}
			desk.ComeToRest()
			Expect(desk.Talking() <= 3).To(BeTrue(), In(
				"MaxConns is 3; one caller left, and after that more than three conversations went on: give a seat "+
					"back once, and only when its conversation is over",
				"MaxConns 是 3，走了一个人，之后通话却超过了三个：一个位子只能让出一次，而且要等它的通话结束"))
		})
	})

	It(In(
		"lets the next caller wait for a free seat",
		"让下一个来电者等着，有人走了就轮到他"), ID("next-waits"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			desk, leave := crowded(2, 4)
			defer desk.Leave()
			defer close(leave)
			desk.Answers(2, nobodyAnswered())

			for range 2 {
				leave <- struct{}{}
				desk.Answers(1, In(
					"a conversation ended and made room, but the caller who was waiting is not served: a caller that "+
						"comes when the house is full is neither refused nor forgotten; give the seat back when the "+
						"conversation is over, and then pick up the next",
					"一个通话结束，位子空出来了，等着的来电者却没有轮到：满座时来的人既不能拒绝，也不能忘掉；通话结束就让出位子，再接下一个"))
			}
			desk.ComeToRest()
			Expect(desk.Talking()).To(Equal(2), In(
				"every caller is served, one after the other as seats become free, and two are talking now",
				"位子空出来一个，就轮到一个，人人有份；现在应当还有两个在通话"))
		})
	})

	It(In("survives a Handler that panics", "Handler panic 了，服务端还在"), ID("panic-alone"), func(ctx SpecContext) {
		quietLog()
		ln := OnLine()
		desk := open(ln, 0, func(conn net.Conn) {
			word := make([]byte, 1)
			for {
				if _, err := io.ReadFull(conn, word); err != nil {
					return
				}
				if word[0] == '!' {
					panic(accident)
				}
				_, _ = conn.Write(word)
			}
		})
		defer desk.Leave()
		other, unlucky := callerOf(desk), callerOf(desk)
		defer func() { _ = other.Close() }()
		desk.Answers(2, nobodyAnswered())
		unlucky.Say("!")

		Expect(unlucky).To(HaveHungUp(), In(
			"this caller's Handler panicked, and the line is still open: a Close that stands after the call is "+
				"skipped by a panic, a deferred one is not",
			"这个来电者的 Handler panic 了，线却还开着：写在调用之后的 Close 会被 panic 跳过，用 defer 登记的不会"))
		other.Say("a")
		Expect(other.Hear(1)).To(Say("a"), In(
			"one Handler panicked, and the conversation of another caller ended with it: a panic costs its own "+
				"connection only",
			"一个 Handler panic，另一个来电者的通话也跟着断了：一次 panic 只损失它自己的连接"))
		late := callerOf(desk)
		defer func() { _ = late.Close() }()
		desk.Answers(1, In(
			"a Handler panicked, and after that nobody picks up any more: the loop goes on whatever a Handler does",
			"一个 Handler panic 之后，再也没有人接电话了：不管 Handler 出什么事，循环都要继续"))
		late.Say("b")
		Expect(late.Hear(1)).To(Say("b"), In(
			"the caller after the panic should be served like any other",
			"panic 之后来的人，应当照常得到接待"))
		other.Finish()
		late.Finish()
		Expect(desk.Closes(stillServing())).To(HaveGoneWell(), In(
			"the listener was closed on purpose: a panic of one Handler is no reason for Serve to fail",
			"监听器是有意关闭的：一个 Handler 的 panic 不是 Serve 失败的理由"))
	})

	It(In(
		"frees the seat of a Handler that panics with any value",
		"Handler panic 了，不管值是什么，它的位子都要让给下一个"), ID("panic-seat"), func(ctx SpecContext) {
		quietLog()
		serves()
		InVirtualTime(func() {
			panics := panicsOfAllKinds()
			var calls []Step
			for range len(panics) + 1 {
				calls = append(calls, Calling(Anyone()))
			}
			next := make(chan func(), len(panics))
			for _, doPanic := range panics {
				next <- doPanic
			}
			close(next)
			desk := open(Scripted(calls...), 1, func(net.Conn) {
				if doPanic := <-next; doPanic != nil {
					doPanic()
				}
			})
			defer desk.Leave()

			desk.Answers(len(panics)+1, In(
				"MaxConns is 1, a Handler panicked, and the next caller waits forever: what stands after the call "+
					"is skipped by a panic, so give the seat back with defer, however often it happens",
				"MaxConns 是 1，一个 Handler panic 之后，下一个来电者就一直等下去：写在调用之后的语句会被 panic 跳过，让位子要用 defer，panic 多少次都一样"))
			Expect(desk.Closes(stillServing())).To(HaveGoneWell(), In(
				"the listener was closed on purpose: a panic of a Handler is no reason for Serve to fail",
				"监听器是有意关闭的：Handler 的 panic 不是 Serve 失败的理由"))
		})
	})

	It(In("goes on after temporary errors of Accept", "挺过临时错误"), ID("temporary"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			ln := Scripted(Failing(TooManyFiles(), 10), Calling(Anyone()), Calling(Anyone()))
			talkOn := make(chan struct{})
			desk := open(ln, 2, func(net.Conn) { <-talkOn })
			defer desk.Leave()
			defer close(talkOn)

			desk.Answers(2, In(
				"Accept failed ten times with a temporary error, then two callers came and MaxConns is 2, but not "+
					"both were picked up: such an error means \"not now\", so ask again, however often; and a call "+
					"that never came must not keep a seat",
				"Accept 十次报告临时错误，然后来了两个来电者，MaxConns 是 2，却没有都接起来：这种错误的意思是“现在不行”，再多次也要再问；没有接成的电话，不能占着位子"))
		})
	})

	It(In(
		"returns a lasting error after the last conversation",
		"把不会好转的错误返回出去，但要等通话都结束"), ID("broken"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			broken := AcceptError(syscall.EINVAL)
			talkOn := make(chan struct{})
			desk := open(Scripted(Calling(Anyone()), FailingFor(broken, time.Hour)), 0, func(net.Conn) { <-talkOn })
			defer desk.Leave()
			finish := sync.OnceFunc(func() { close(talkOn) })
			defer finish()
			desk.Answers(1, nobodyAnswered())

			desk.ComeToRest()
			Expect(desk.HasReturned()).To(BeFalse(), In(
				"the listener broke while a conversation went on, and Serve returned and left it alone: wait for "+
					"the conversations whatever the reason for the end",
				"监听器坏了，还有一个通话在进行，Serve 却丢下它返回了：不管因为什么结束，都要等通话都完了"))
			finish()
			Expect(desk.Returns(In(
				"this error is not temporary, the listener will never work again: asking on is useless, return the "+
					"error",
				"这个错误不是临时的，监听器不会再好了：再问也没有用，应当返回这个错误"))).To(Wrap(broken), In(
				"the listener broke, nobody closed it: return its error, itself or wrapped with %%w, so that "+
					"somebody notices",
				"监听器是坏了，并不是有人关闭了它：要返回它的错误，原样或者用 %%w 包装，才有人知道"))
		})
	})

	It(In(
		"waits for conversations when the listener is closed",
		"监听器关闭时，等正在进行的通话结束"), ID("waits"), func(ctx SpecContext) {
		serves()
		InVirtualTime(func() {
			caller, end := net.Pipe()
			talkOn := make(chan struct{})
			desk := open(Scripted(Calling(end)), 0, func(conn net.Conn) {
				<-talkOn
				defer Bounded(conn.SetDeadline)()
				_, _ = io.WriteString(conn, greeting)
			})
			defer desk.Leave()
			finish := sync.OnceFunc(func() { close(talkOn) })
			defer finish()
			desk.Answers(1, nobodyAnswered())

			_ = desk.Listener.Close()
			desk.ComeToRest()
			Expect(desk.HasReturned()).To(BeFalse(), In(
				"the listener is closed, and Serve returned while a conversation went on: the caller of Serve "+
					"believes that all is over; count the goroutines with a sync.WaitGroup, and wait for them",
				"监听器关闭了，通话还在进行，Serve 却已经返回：调用 Serve 的人会以为全都结束了；用 sync.WaitGroup 数着这些 goroutine，等它们都结束"))
			finish()
			Expect(TextFrom(caller, len(greeting))).To(Say(greeting), In(
				"closing a listener only stops new calls: the conversation that goes on must not be cut off",
				"关闭监听器只是不再接新的来电：正在进行的通话不能掐断"))
			Expect(desk.Closes(stillServing())).To(HaveGoneWell(), In(
				"the last conversation is over and the listener was closed on purpose: return nil; errors.Is finds "+
					"net.ErrClosed inside this error",
				"最后一个通话也结束了，监听器是有意关闭的：应当返回 nil；errors.Is 能在这个错误里找到 net.ErrClosed"))
		})
	})

	It(In(
		"waits even for a conversation that has hardly begun",
		"刚刚开始的通话也要等"), ID("counts-first"), func(ctx SpecContext) {
		InTurn()
		for range 10 {
			var over atomic.Bool
			closed := Failing(&net.OpError{Op: "accept", Net: "tcp", Err: net.ErrClosed}, 1)
			desk := open(Scripted(Calling(Anyone()), closed), 0, func(net.Conn) {
				runtime.Gosched()
				over.Store(true)
			})
			err := desk.Returns(stillServing())
			waited := over.Load()
			desk.Leave()

			Expect(err).To(HaveGoneWell(), In(
				"the listener was closed on purpose: return nil", "监听器是有意关闭的：应当返回 nil"))
			Expect(waited).To(BeTrue(), In(
				"a caller was picked up, the listener was closed the moment after, and Serve returned before that "+
					"conversation was over: a goroutine that calls wg.Add itself may not have come to it when Wait "+
					"looks, and Wait waits for nobody; count before the go statement, or use wg.Go",
				"刚接起一个来电，监听器就关闭了，Serve 没等这个通话结束就返回了：让 goroutine 自己去调用 wg.Add，Wait 来看的时候它可能还没轮到运行，于是谁也不等；要在 go "+
					"语句之前计数，或者用 wg.Go"))
		}
	})

	It(In(
		"survives callers that use up all descriptors",
		"来电多到描述符用尽，也撑得过去"), ID("flood"), func(ctx SpecContext) {
		quietLog()
		const descriptors = 4
		ln := OnLine()
		leave := make(chan struct{})
		leaveAll := sync.OnceFunc(func() { close(leave) })
		var callers []net.Conn
		for range 2 * descriptors {
			callers = append(callers, dial(ln)) // the kernel connects them, though nobody accepts
		}
		plenty := fewDescriptors(descriptors)
		desk := open(ln, 0, func(conn net.Conn) {
			_, _ = io.WriteString(conn, greeting)
			word := make([]byte, 1)
			_, _ = io.ReadFull(conn, word)
			_, _ = conn.Write(word)
			<-leave
		})
		defer desk.Leave()
		defer plenty()
		hangUp := func() {
			for _, caller := range callers {
				_ = caller.Close()
			}
		}
		defer hangUp()
		defer leaveAll()
		served := desk.Answers(descriptors, nobodyAnswered())
		asksAgain(desk, descriptors+1) // for one more than there can be

		for _, conn := range served {
			caller := theOtherEnd(callers, conn)
			defer Bounded(caller.SetDeadline)()
			_, _ = io.WriteString(caller, "?")
			Expect(TextFrom(caller, len(greeting)+1)).To(Say(greeting+"?"), In(
				"Accept says \"too many open files\" (EMFILE) for the next caller, and those who are on the line "+
					"already suffer from it: leave their connections alone, and wait",
				"再接下一个时 Accept 说“打开的文件太多”（EMFILE），已经在线上的人却跟着遭殃：不要动他们的连接，等一等就好"))
		}
		leaveAll()
		desk.Answers(descriptors, In(
			"the first callers left and gave their descriptors back, and those who waited in the kernel's queue "+
				"are not served: EMFILE passes, so wait a little and ask again; close the connections of those who "+
				"leave, or no descriptor ever becomes free",
			"先来的人走了，描述符空出来了，在内核队列里等着的人却没有轮到：EMFILE 会过去，稍等片刻再问；走了的人，连接要关闭，不然描述符永远空不出来"))
		hangUp()
		Expect(desk.Closes(stillServing())).To(HaveGoneWell(), In(
			"the flood is over, and the listener was closed on purpose: return nil",
			"来电高峰过去了，监听器是有意关闭的：应当返回 nil"))
	})

	It(In(
		"keeps every promise: callers, panics, Accept in trouble",
		"在随机的场景里守约：来电、panic、出了毛病的监听器"), ID("serve-scenes"), func(ctx SpecContext) {
		quietLog()
		serves()
		scene.Play(60, playServe)
	})
})
