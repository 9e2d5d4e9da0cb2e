package deadlines_test

import (
	"bytes"
	"context"
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
}

func withDeadline(deadline time.Time) *deadlineContext {
	return &deadlineContext{WatchedContext: Endless(), deadline: deadline}
}

// Deadline implements context.Context.
func (c *deadlineContext) Deadline() (time.Time, bool) {
	if askedByStudent() {
		c.known.Store(true)
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

// enough is a limit, in bytes, that no reply reaches unless a spec says so.
const enough = 1 << 16

// call is the student's CallWithin at work, and what comes of it.
type call struct {
	*Running[error]
	server *Peer  // whom it has called
	reply  []byte // when it has returned
}

// dialling calls CallWithin.
func dialling(ctx context.Context, addr string, request []byte, limit int) *call {
	c := &call{}
	c.Running = Start(func() (err error) {
		c.reply, err = deadlines.CallWithin(ctx, addr, bytes.Clone(request), limit)
		return err
	})
	return c
}

// callingBefore is CallWithin at work, and its ctx with a deadline that is still to come. Where
// the machine was too busy to dial before it, the next call gets more time.
func callingBefore() (*call, *deadlineContext) {
	GinkgoHelper()
	for margin := 25 * time.Millisecond; margin < Patience(); margin *= 4 {
		deadline := time.Now().Add(margin)
		limited := withDeadline(deadline)
		DeferCleanup(limited.End, context.DeadlineExceeded)
		client := calling(LendContext(limited), nil, enough)
		Expect(client.server).To(HaveHungUp(), callHangs) // it has dialled and finished
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
	c := dialling(ctx, ln.Addr().String(), request, limit)
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
		"the server has done its part, and CallWithin has not come back: after its own FIN it reads until the server's, and waits for nothing else",
		"服务端那边已经结束，CallWithin 却还没有返回：发出自己的 FIN 之后，它只读到服务端的 FIN，不再等别的")
	noFailure = In(
		"the server heard the request, answered and finished: nothing went wrong here",
		"服务端听完了请求，作了回答，然后结束：这里没有什么出错")
	nobodyCalled = In(
		"nobody has called: CallWithin must dial the address it was given",
		"没有人打来：CallWithin 要拨打给它的那个地址")
	becauseOfCtx = In(
		"it was ctx that ended the wait, and the error must say so: return ctx.Err(), itself or wrapped with %%w; \"i/o timeout\" or \"use of closed network connection\" says how the wait ended, not why",
		"等待是因为 ctx 才结束的，错误里要说清楚：返回 ctx.Err()，原样或者用 %%w 包装；“i/o timeout”或“use of closed network connection”说的是怎么结束的，不是为什么")
	notCtx = In(
		"ctx has not ended: it must not be blamed",
		"ctx 并没有结束：不要怪它")
)
