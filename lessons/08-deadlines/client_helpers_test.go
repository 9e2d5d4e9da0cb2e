package deadlines_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	deadlines "handshake/lessons/08-deadlines"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// deadlineContext is a context that tells this deadline. It does not end by it: End does that,
// later, as every context ends a little later than its deadline.
type deadlineContext struct {
	*WatchedContext
	deadline time.Time
	known    atomic.Bool
	patient  bool // the dialer does not give up at the deadline
}

func withDeadline(deadline time.Time) *deadlineContext {
	return &deadlineContext{WatchedContext: Endless(), deadline: deadline}
}

// Deadline implements context.Context.
func (c *deadlineContext) Deadline() (time.Time, bool) {
	if askedByStudent() {
		c.known.Store(true)
	} else if c.patient && caller() == "net" {
		return c.deadline.Add(time.Hour), true
	}
	return c.deadline, true
}

// askedByStudent reports whether the student's code has called Deadline, be it of a context
// derived from the one that is asked.
func askedByStudent() bool {
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasSuffix(frame.Function, ".Deadline") || !more {
			return strings.HasPrefix(frame.Function, "handshake/lessons/08-deadlines.")
		}
	}
}

// attentiveContext is a context that knows whether the student's code listens for its end, or has
// to look at it now and then.
type attentiveContext struct {
	*WatchedContext
	watched atomic.Bool // its Done was asked for
	looked  atomic.Int32
	ends    atomic.Bool // when it is asked next
}

// attentive is a context that does not end before the spec says so.
func attentive() *attentiveContext { return &attentiveContext{WatchedContext: Endless()} }

// endWhenAsked lets the context end at the moment when somebody who listens for its end asks
// whether it has come. Who has to look now and then may ask before it has heard everything.
func (c *attentiveContext) endWhenAsked() { c.ends.Store(c.watched.Load()) }

// Done implements context.Context.
func (c *attentiveContext) Done() <-chan struct{} {
	if by := caller(); by == byStudent {
		c.watched.Store(true)
		if c.ends.Load() {
			c.End(context.Canceled)
		}
	}
	return c.WatchedContext.Done()
}

// Err implements context.Context.
func (c *attentiveContext) Err() error {
	c.looked.Add(1)
	if c.ends.Load() && caller() == byStudent {
		c.End(context.Canceled)
	}
	return c.WatchedContext.Err()
}

// mustBeWatched fails the spec if nobody would notice soon that the context ends: the student's
// code neither listens nor looks every few milliseconds.
func (c *attentiveContext) mustBeWatched() {
	GinkgoHelper()
	const often = 250 // milliseconds of a machine that has nothing else to do
	for looked, n := c.looked.Load(), 0; !c.watched.Load() && c.looked.Load() == looked; n++ {
		if n == often {
			Fail(In(
				"CallWithin waits in Read, which knows no ctx, and nothing of yours would notice at once that ctx "+
					"ends (to look at it now and then is too late): when ctx ends (context.AfterFunc), set a deadline "+
					"in the past, or close the connection, and Read comes back",
				"CallWithin 停在 Read 里，Read 不认识 ctx，而 ctx 要是结束，你的代码里谁也不会立刻察觉（隔一阵子看一眼，就太晚了）："+
					"让 ctx 一结束就设一个已经过去的截止时间，或者关闭连接（context.AfterFunc），Read 就会返回"))
		}
		<-time.After(time.Millisecond)
	}
}

const byStudent = "student"

// caller tells whether a method of a context was called by the student's code, be it of a context
// derived from that, and not by a dialer on its behalf.
func caller() string {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		switch {
		case strings.HasPrefix(frame.Function, "net."):
			return "net"
		case strings.HasPrefix(frame.Function, "handshake/lessons/08-deadlines."):
			return byStudent
		case !more:
			return ""
		}
	}
}

// errCause is why a spec cancels.
var errCause = errors.Join(errors.New(In("the spec has heard enough", "测试听够了")), io.EOF, ConnectionRefused)

// callScenes is how many scenes are played.
const callScenes = 40

// enough is a limit, in bytes, that no reply reaches unless a spec says so.
const enough = 1 << 16

// call is the student's CallWithin at work, and what comes of it.
type call struct {
	*Running[error]
	server *Peer  // whom it has called
	reply  []byte // when it has returned

	returning atomic.Pointer[func()] // called at the moment when it returns
	waiting   int                    // what waited for ctx then
	open      bool                   // whether its connection was, then
}

// onReturn has f called in the goroutine of CallWithin as soon as it has returned.
func (c *call) onReturn(f func()) { c.returning.Store(&f) }

// dialing calls CallWithin.
func dialing(ctx context.Context, addr string, request []byte, limit int) *call {
	c := &call{}
	c.Running = Start(func() (err error) {
		c.reply, err = deadlines.CallWithin(ctx, addr, bytes.Clone(request), limit)
		if f := c.returning.Load(); f != nil {
			(*f)()
		}
		return err
	})
	return c
}

// callingBefore is CallWithin at work, and its ctx with a deadline that is still to come. Where
// the machine was too busy to get so far before it, the next call gets more time.
func callingBefore() (*call, *deadlineContext) {
	GinkgoHelper()
	for margin := 25 * time.Millisecond; margin < Patience(); margin *= 4 {
		deadline := time.Now().Add(margin)
		limited := withDeadline(deadline)
		limited.patient = true
		DeferCleanup(limited.End, context.DeadlineExceeded)
		client := calling(LendContext(limited), nil, enough)
		Expect(client.server).To(HaveHungUp(), callHangs) // it has dialed and finished
		if time.Now().Before(deadline) {
			return client, limited
		}
		limited.End(context.DeadlineExceeded)
		_ = client.Result(callHangs)
	}
	TooSlow()
	return nil, nil
}

// calling is CallWithin at work with a server that has picked up.
func calling(ctx context.Context, request []byte, limit int) *call {
	GinkgoHelper()
	ln := Listening()
	c := dialing(ctx, ln.Addr().String(), request, limit)
	c.server = Callee(c.Running, ln, nobodyCalled)
	return c
}

// answering is CallWithin at work with a server that has heard its request to the end.
func answering(ctx context.Context, limit int) *call {
	GinkgoHelper()
	c := calling(ctx, []byte("Anything new?"), limit)
	Expect(c.server).To(HaveHungUp(), In(
		"the server waits for the end of the request, the FIN: close the sending direction alone, with CloseWrite",
		"服务端在等请求的结尾，也就是 FIN：用 CloseWrite 只关闭发送方向"))
	return c
}

// calls has CallWithin call, and return a reply: who never calls is never stopped.
func calls(ctx context.Context) {
	GinkgoHelper()
	reply := Speech(20)
	client := answering(LendContext(ctx), enough)
	_ = Speak(client.server, reply)
	client.server.Finish()
	Expect(client.Result(callHangs)).To(HaveGoneWell(), noFailure)
	Expect(client.reply).To(ArriveWhole(reply), In(
		"the server answered and finished: its reply is due",
		"服务端答完了：要返回它的答复"))
}

// What is said of more than one of the client's specs.
var (
	callHangs = In(
		"the server has done its part, and CallWithin has not come back: after its own FIN it reads until the "+
			"server's, and waits for nothing else",
		"服务端那边已经结束，CallWithin 却还没有返回：发出自己的 FIN 之后，它只读到服务端的 FIN，不再等别的")
	noFailure = In(
		"the server heard the request, answered and finished: nothing went wrong here",
		"服务端听完了请求，作了回答，然后结束：这里没有什么出错")
	nobodyCalled = In(
		"nobody has called: CallWithin must dial the address it was given",
		"没有人打来：CallWithin 要拨打给它的那个地址")
	becauseOfCtx = In(
		"it was ctx that ended the wait, and the error must say so: return ctx.Err(), itself or wrapped with %%w; "+
			"\"i/o timeout\" or \"use of closed network connection\" says how the wait ended, not why, and "+
			"context.Cause(ctx) says something else; if you do return ctx.Err(), look for a goroutine that "+
			"still changes the same named result",
		"等待是因为 ctx 才结束的，错误里要说清楚：返回 ctx.Err()，原样或者用 %%w 包装；“i/o timeout”或“use of closed network connection”说的是怎么结束的，"+
			"不是为什么，context.Cause(ctx) 说的也不是这个；如果返回的确实是 ctx.Err()，就看看有没有 goroutine 之后还在改同一个命名结果")
	manyCalls = In(
		"two calls were under way, and the end of one ctx is about one of them: what belongs to one call (its "+
			"connection, its ctx, a lock) must not be shared by all",
		"有两次调用正在进行，一个 ctx 结束，只关系到其中一次：属于一次调用的东西（连接、ctx、锁），不能大家共用")
	notCtx = In(
		"ctx has not ended: it must not be blamed",
		"ctx 并没有结束：不要怪它")
)
