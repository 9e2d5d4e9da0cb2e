package relay_test

import (
	"context"
	"errors"
	"io"
	"math"
	"net"
	"runtime"
	"strconv"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("09-relay"), func() {
	It(In("connects a caller with the target", "把来电和 target 接起来"), ID("connects"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		defer f.leave()
		f.talks()
		f.talks()
		Expect(f.closes()).To(HaveGoneWell(), In(
			"the listener was closed on purpose (errors.Is finds net.ErrClosed): nil is due",
			"监听器是有意关闭的（errors.Is 能找到 net.ErrClosed）：应当返回 nil"))
	})

	It(In(
		"connects many callers at the same time",
		"同时接好几个来电"), ID("many-callers"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		defer f.leave()
		var callers, callees []*Peer
		for range 3 {
			caller, callee := f.call()
			defer caller.Vanish()
			defer callee.Vanish()
			callers, callees = append(callers, caller), append(callees, callee)
		}
		for i := range callers {
			words := string(Speech(20))
			callers[i].Say(words)
			Expect(callees[i].Hear(len(words))).To(Say(words), In(
				"three callers are on the line, and one is not joined with its own target: start a goroutine for each "+
					"caller, with variables of its own, and go back to Accept",
				"线上有三个来电者，有一个没有和自己的 target 接上：每个来电启动一个 goroutine，用自己的变量，马上回去 Accept"))
		}
	})

	It(In("dials a target that has a name", "target 可以是名字"), ID("target-by-name"), func(ctx SpecContext) {
		hosts := hostsOfLocalhost()
		if len(hosts) == 0 {
			Skip(In("here the name localhost leads nowhere", "这里的 localhost 不指向任何地址"))
		}
		for _, host := range hosts { // it may have two addresses, and somebody listens at one of them only
			target := listeningAt(host)
			f := forwardingTo(ctx, net.JoinHostPort("localhost", strconv.Itoa(PortOf(target.Addr()))), long)
			f.target = target
			f.talks()
			f.leave()
		}
	})

	It(In(
		"tears down a caller whose target refuses",
		"target 拨不通，就用 RST 挂断那个来电"), ID("refused"), func(ctx SpecContext) {
		lasting := Endless()
		f := forwardingTo(lasting, Refusing(), long)
		defer f.leave()
		for range 3 {
			Expect(f.caught()).To(Wrap(ConnectionReset), In(
				"the target refuses, and the caller is closed with a FIN, or not at all: a FIN says that nothing was "+
					"the whole answer; SetLinger(0) and then Close sends a RST",
				"target 拒绝了连接，来电者得到的却是 FIN，或者根本没有挂断：他会以为一个字也没有就是全部的回答；"+
					"先 SetLinger(0) 再 Close，发出的才是 RST"))
			Expect(f.HasReturned()).To(BeFalse(), In(
				"the target has refused one caller, and Forward is over: that costs this caller only",
				"target 拒绝了一个来电，Forward 就结束了：这只和那个来电有关"))
		}
		Expect(f.closes()).To(HaveGoneWell(), relaysAreOver())
		Expect(lasting.Waiting()).To(Equal(0), In(
			"Forward has returned, and something of a caller whose target refused still waits for the end of ctx",
			"Forward 已经返回，target 拒绝过的来电却还有东西在等 ctx 结束"))
	})

	It(In("goes on when one relay fails", "一个转接断了，其余照常"), ID("goes-on"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		defer f.leave()
		staying, callee := f.call()
		defer staying.Vanish()
		defer callee.Vanish()
		for _, cut := range []func(caller, callee *Peer) (torn, other *Peer){
			func(caller, callee *Peer) (torn, other *Peer) { return caller, callee },
			func(caller, callee *Peer) (torn, other *Peer) { return callee, caller },
		} {
			torn, other := cut(f.call())
			torn.Vanish()
			Expect(other).To(BeTornDown(), tornDown())
			Settle() // what goes down with it, goes down
			words := string(Speech(20))
			staying.Say(words)
			Expect(callee.Hear(len(words))).To(Say(words), In(
				"one relay was reset, and another has ended with it: they have nothing to do with each other",
				"一个转接被复位，另一个也跟着断了：它们互不相干"))
		}
		f.talks()
	})

	It(In("hands idle to Relay", "idle 要交给 Relay"), ID("hands-idle"), func(ctx SpecContext) {
		f := forwarding(ctx, 20*time.Millisecond)
		defer f.leave()
		caller, callee := f.call()
		caller.Finish()
		Expect(callee).To(EndWithFIN(), passesOn())
		Expect(caller).To(BeTornDown(), In(
			"the caller has finished, the target is silent for longer than idle, and the relay goes on: hand idle to "+
				"Relay",
			"来电者说完了，target 沉默得比 idle 还久，转接却还在继续：要把 idle 交给 Relay"))
		f.talks()
	})

	It(In("asks again after a temporary error", "临时错误之后，等一等再问"), ID("temporary"), func(ctx SpecContext) {
		warm := forwarding(ctx, long)
		warm.talks()
		warm.leave()
		InVirtualTime(func() {
			ln := Scripted(Failing(TooManyFiles(), 40))
			f := forwardingFrom(Endless(), ln, nowhere, long)
			defer f.leave()
			scene.Pass(time.Minute)
			f.Check()
			Expect(f.HasReturned()).To(BeFalse(), In(
				"Accept has said that there are too many open files, which passes, and Forward is over: ask again "+
					"when the error has a method Temporary() that returns true",
				"Accept 说打开的文件太多，这是会过去的，Forward 却结束了：错误有 Temporary() 方法并且返回 true，就等一等再问"))
			asked := ln.Accepts()
			Expect(len(asked)).To(Equal(40), In(
				"Accept failed 40 times in a row, each time temporarily, and was not asked again each time: at most 1 "+
					"s lies between two calls",
				"Accept 接连 40 次临时出错，却没有每次都再问：两次之间至多等 1 秒"))
			for i := 2; i < len(asked); i++ {
				pause := asked[i].Asked.Sub(asked[i-1].Told)
				Expect(pause >= 5*time.Millisecond && pause <= time.Second).To(BeTrue(), In(
					"between a temporary error and the next Accept there is a pause of 5 ms at least and 1 s at most, "+
						"each time: one that doubles needs a lid",
					"临时错误之后，到下一次 Accept 之间，每次至少等 5 毫秒、至多等 1 秒：成倍增长的等待要有个上限")+"\n"+pause.String())
			}
		})
	})

	It(In("returns the error of a broken listener", "监听器坏了，返回它的错误"), ID("broken"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		f.talks()
		f.leave()
		target := Listening()
		for _, trouble := range []error{AcceptError(syscall.EINVAL), io.EOF, errors.New("odd")} {
			f := forwardingFrom(ctx, Scripted(Failing(trouble, math.MaxInt)), nowhere, long)
			err := f.returns(In(
				"the listener is broken for good, and Forward has not returned: only a temporary error is worth "+
					"another try",
				"监听器再也不会好了，Forward 却没有返回：只有临时错误才值得再试"))
			Expect(err).To(Wrap(trouble), In(
				"the caller asks errors.Is for the listener's error and must find it: return it, or wrap it with %%w",
				"调用者会用 errors.Is 来问监听器的错误，应当找得到：直接返回，或者用 %%w 包装"))
			Expect(f.ln.Open()).To(BeFalse(), ownsListener())
		}

		caller, far := Pair()
		g := forwardingFrom(ctx, Scripted(Calling(caller), Failing(AcceptError(syscall.EINVAL), math.MaxInt)),
			target.Addr().String(), long)
		callee := Callee(g.Running, target, In(
			"somebody has called, and the target was not dialed", "有人打进来了，target 却没有人去拨"))
		Settle()
		Expect(g.HasReturned()).To(BeFalse(), In(
			"the listener is broken, somebody is still on the line, and Forward has returned: wait for the relays as "+
				"when the listener is closed",
			"监听器坏了，线上还有人，Forward 却返回了：和监听器关闭时一样，要等转接都结束"))
		last := string(Speech(20))
		_ = Speak(far, []byte(last))
		Finish(far)
		Expect(callee.Hear(len(last))).To(Say(last), In(
			"the listener is broken, and a relay was disturbed by that", "监听器坏了，正在进行的转接却受了打扰"))
		callee.Finish()
		Expect(g.returns(relaysAreOver())).To(Wrap(syscall.EINVAL), In(
			"the caller asks errors.Is for the listener's error and must find it: return it, or wrap it with %%w",
			"调用者会用 errors.Is 来问监听器的错误，应当找得到：直接返回，或者用 %%w 包装"))
	})

	It(In(
		"waits for its relays when the listener is closed",
		"监听器关闭以后，等转接都结束才返回"), ID("waits"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		caller, callee := f.call()
		_ = f.ln.Close()
		Settle()
		Expect(f.HasReturned()).To(BeFalse(), In(
			"the listener is closed, somebody is still on the line, and Forward has returned: count the goroutines "+
				"(sync.WaitGroup) and wait for them",
			"监听器关闭了，线上还有人，Forward 却返回了：用 sync.WaitGroup 数着 goroutine，等它们结束"))
		caller.Say("One more thing.")
		Expect(callee.Hear(len("One more thing."))).To(Say("One more thing."), In(
			"the listener is closed, and a relay was disturbed by that: nobody else calls any more, and that is all",
			"监听器关闭了，正在进行的转接却受了打扰：只是不再有人打进来，仅此而已"))
		caller.Finish()
		callee.Finish()
		Expect(f.returns(relaysAreOver())).To(HaveGoneWell(), In(
			"the listener was closed on purpose (errors.Is finds net.ErrClosed): nil is due",
			"监听器是有意关闭的（errors.Is 能找到 net.ErrClosed）：应当返回 nil"))
	})

	It(In("stops at once when ctx ends", "ctx 一结束就停"), ID("ctx-ends"), func(ctx SpecContext) {
		waiting := Endless()
		f := forwarding(waiting, long)
		f.talks()
		caller, callee := f.call()
		Settle()
		waiting.End(context.Canceled)
		Expect(f.returns(In(
			"ctx has ended, and Forward has not returned: it waits in Accept, which knows no ctx, or for its relays; "+
				"close the listener when ctx ends (context.AfterFunc), and hand ctx to Relay",
			"ctx 结束了，Forward 却没有返回：它停在 Accept 里，Accept 不认识 ctx，或者还在等转接；ctx 一结束就关闭监听器"+
				"（context.AfterFunc），并且把 ctx 交给 Relay"))).To(HaveGoneWell(), stopsOnRequest())
		Expect(caller).To(BeTornDown(), tornDown())
		Expect(callee).To(BeTornDown(), tornDown())
		Expect(f.ln.Open()).To(BeFalse(), ownsListener())

		target := Listening()
		for _, trouble := range []error{net.ErrClosed, AcceptError(syscall.EINVAL)} {
			caller, far := Pair()
			waiting := Endless()
			ln := Scripted(Calling(caller), Failing(trouble, math.MaxInt))
			f := forwardingFrom(waiting, ln, target.Addr().String(), long)
			callee := Callee(f.Running, target, In(
				"somebody has called, and the target was not dialed", "有人打进来了，target 却没有人去拨"))
			hello := string(Speech(5))
			_ = Speak(far, []byte(hello))
			Expect(callee.Hear(len(hello))).To(Say(hello), passesOn())
			Settle()
			waiting.End(context.Canceled)
			Expect(f.returns(relaysAreOver())).To(HaveGoneWell(), In(
				"the listener was closed or broken, Forward waited for a relay, and then ctx ended: it was asked to "+
					"stop, and "+
					"nil is due, whatever Accept has said before",
				"监听器关闭了，或者坏了，Forward 正在等转接结束，这时 ctx 结束了：这是请它停下，不管 Accept 先前说了什么，都应当返回 nil"))
			Expect(far).To(BeTornDown(), tornDown())
		}
	})

	It(In("stops waiting for Accept when ctx ends", "没有来电时，ctx 一结束也停"), ID("ctx-accept"), func(ctx SpecContext) {
		why := In(
			"ctx has ended, and Forward still waits for a caller, or until it asks again: close the listener when ctx "+
				"ends (context.AfterFunc), and wait with select for ctx.Done() too",
			"ctx 结束了，Forward 还在等来电，或者还在等着再问：ctx 一结束就关闭监听器（context.AfterFunc），"+
				"等待时用 select 同时等 ctx.Done()")
		waiting := Endless()
		f := forwarding(waiting, long)
		f.talks()
		Settle()
		waiting.End(context.DeadlineExceeded)
		Expect(f.returns(why)).To(HaveGoneWell(), stopsOnRequest())
		Expect(f.ln.Open()).To(BeFalse(), ownsListener())
		InVirtualTime(func() {
			waiting, ln := Endless(), Scripted(Failing(TooManyFiles(), math.MaxInt))
			f := forwardingFrom(waiting, ln, nowhere, long)
			defer f.leave()
			scene.Pass(time.Minute + 600*time.Millisecond)
			f.Check()
			asked := len(ln.Accepts())
			waiting.End(context.Canceled)
			scene.InAMoment(f.HasReturned)
			if !f.HasReturned() {
				f.OutOfTime(why)
			}
			Expect(f.returns(why)).To(HaveGoneWell(), stopsOnRequest())
			Expect(asked > 1).To(BeTrue(), why)
			Expect(ln.Open()).To(BeFalse(), ownsListener())
		})
	})

	It(In("stops dialing the target when ctx ends", "正在拨 target，ctx 一结束也停"), ID("ctx-dial"), func(ctx SpecContext) {
		warm := forwarding(ctx, long)
		warm.talks()
		warm.leave()
		waiting := Endless()
		f := forwardingTo(waiting, Unanswering(), long)
		caller := f.caller()
		Settle() // it dials
		waiting.End(context.Canceled)
		Expect(f.returns(In(
			"ctx has ended, and Forward is still dialing: net.Dial knows no ctx, a net.Dialer's DialContext does",
			"ctx 结束了，Forward 还在拨号：net.Dial 不认识 ctx，net.Dialer 的 DialContext 认识"))).To(
			HaveGoneWell(), stopsOnRequest())
		Expect(caller).To(BeTornDown(), tornDown())
	})

	It(In(
		"returns nil when ctx is over beforehand",
		"ctx 早已结束，返回 nil"), ID("forward-ctx-before"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		f.talks()
		f.leave()
		over, end := context.WithCancel(ctx)
		end()
		f = forwarding(over, long)
		Expect(f.returns(In(
			"ctx was over before the call, and Forward waits for callers",
			"调用之前 ctx 就已经结束，Forward 却在等来电"))).To(HaveGoneWell(), stopsOnRequest())
		Expect(f.ln.Open()).To(BeFalse(), ownsListener())
	})

	It(In(
		"leaves nothing behind after many relays",
		"转接了许多次，什么也不留"), ID("leaves-nothing"), func(ctx SpecContext) {
		const times = 50
		lasting := Endless()
		f := forwarding(lasting, long)
		defer f.leave()
		f.talks()
		Settle()
		workers, waiting := runtime.NumGoroutine(), lasting.Waiting()
		for range times {
			f.talks()
		}
		Expect(Soon(func() bool { return runtime.NumGoroutine() < workers+times/2 })).To(BeTrue(), In(
			"50 relays are over, and goroutines of theirs are left: each has to end with its relay",
			"50 次转接都结束了，还留着它们的 goroutine：每次转接结束，它的 goroutine 也要结束"))
		Expect(Soon(func() bool { return lasting.Waiting() < waiting+times/2 })).To(BeTrue(), In(
			"50 relays are over, and something of each still waits for the end of ctx: call the stop that "+
				"context.AfterFunc returned",
			"50 次转接都结束了，每次都还有东西在等 ctx 结束：要调用 context.AfterFunc 返回的 stop"))
		Expect(f.closes()).To(HaveGoneWell(), relaysAreOver())
		Expect(lasting.Waiting()).To(Equal(0), In(
			"Forward has returned, and something of it still waits for the end of ctx",
			"Forward 已经返回，却还有东西在等 ctx 结束"))
	})

	It(In(
		"keeps every promise, whatever callers and targets do",
		"不管来电者和 target 做什么，每一场都守约"), ID("forward-scenes"), func(ctx SpecContext) {
		f := forwarding(ctx, long)
		f.talks()
		f.leave()
		scene.PlayLive(forwardScenes, playForward)
	})
})

// forwardScenes is how many scenes are played.
const forwardScenes = 40

func ownsListener() string {
	return In(
		"Forward has returned, and its listener is still open: Forward owns it, so close it on every way out",
		"Forward 已经返回，它的监听器却还开着：监听器归 Forward 所有，每一条出路都要关闭它")
}

func relaysAreOver() string {
	return In(
		"the listener is closed and all relays are over, but Forward has not returned",
		"监听器已经关闭，转接也都结束了，Forward 却没有返回")
}
