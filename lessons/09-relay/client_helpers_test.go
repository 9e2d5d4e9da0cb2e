package relay_test

import (
	"context"
	"net"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// call is Relay at work between two sides whose peers the spec plays, in virtual time.
type call struct {
	*Running[relayed]
	a, b *side
	ctx  *WatchedContext
}

// long is an idle that no spec waits for, unless it says so.
const long = 48 * time.Hour

// calling has Relay join two sides.
func calling(idle time.Duration) *call {
	c := &call{a: newSide(), b: newSide(), ctx: Endless()}
	ctx, a, b := LendContext(c.ctx), c.a.asConn(), c.b.asConn()
	c.Running = Start(func() (got relayed) {
		got.aToB, got.bToA, got.err = relay.Relay(ctx, a, b, idle)
		return got
	})
	Settle()
	return c
}

// hangUp ends the call, without a verdict.
func (c *call) hangUp() {
	c.ctx.End(context.Canceled)
	_, _ = c.a.Close(), c.b.Close()
	c.InTime()
}

// goesOn fails the spec with why if Relay has returned.
func (c *call) goesOn(why string) {
	GinkgoHelper()
	Settle()
	c.Check()
	Expect(c.HasReturned()).To(BeFalse(), why)
}

// joined plays, in virtual time, what two sides do that Relay joins.
func joined(idle time.Duration, play func(*call)) {
	InVirtualTime(func() {
		c := calling(idle)
		defer c.hangUp()
		play(c)
	})
}

// returnsNow is what Relay returns, which something has just ended; the spec fails with orElse if it has
// not returned.
func (c *call) returnsNow(orElse string) relayed {
	GinkgoHelper()
	Settle()
	scene.InAMoment(c.HasReturned)
	c.Check()
	if !c.HasReturned() {
		c.OutOfTime(orElse)
	}
	return c.Result(orElse)
}

// wire is Relay at work between two real connections, whose other ends the spec has.
type wire struct {
	*Running[error]
	a, b       *Peer
	aEnd, bEnd *net.TCPConn // Relay's
	got        relayed
}

// laid are two connections that nobody has joined yet.
func laid() *wire {
	GinkgoHelper()
	a, aFar := Pair()
	b, bFar := Pair()
	return &wire{a: PeerOf(nil, aFar), b: PeerOf(nil, bFar), aEnd: a, bEnd: b}
}

// join has Relay join them, and calls then at the instant at which it has returned.
func (w *wire) join(ctx context.Context, idle time.Duration, then func()) {
	lent, a, b := LendContext(ctx), LendTCP(w.aEnd), LendTCP(w.bEnd)
	w.Running = Start(func() error {
		w.got.aToB, w.got.bToA, w.got.err = relay.Relay(lent, a, b, idle)
		then()
		return w.got.err
	})
	w.a, w.b = PeerOf(w.Running, w.a.TCPConn), PeerOf(w.Running, w.b.TCPConn)
}

// wired has Relay join two real connections.
func wired(ctx context.Context, idle time.Duration) *wire {
	GinkgoHelper()
	w := laid()
	w.join(ctx, idle, func() {})
	return w
}

// relays has Relay pass on a question and its answer: that it ends says nothing where it never worked.
// It runs outside of virtual time, so that what a package makes on its first use is good everywhere.
func relays(ctx context.Context) {
	GinkgoHelper()
	w := wired(ctx, long)
	question, answer := string(Speech(9)), string(Speech(9))
	w.a.Say(question)
	w.a.Finish()
	Expect(w.b.Hear(len(question))).To(Say(question), passesOn())
	w.b.Say(answer)
	w.b.Finish()
	Expect(w.a.Hear(len(answer))).To(Say(answer), goesOnBackwards())
	Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
}

func passesOn() string {
	return In(
		"what one side says must reach the other at once: read from the one and write to the other, in a loop",
		"一边说的话要马上到另一边：从这边读，往那边写，写成循环")
}

func goesOnBackwards() string {
	return In(
		"one side had finished, and the answer to it did not arrive: a FIN ends one direction and not the call; when "+
			"copying in one direction is over, pass that on with CloseWrite and let the other direction go on",
		"一边说完了，给它的回答却没有送到：FIN 结束的是一个方向，不是整个通话；一个方向抄完了，用 CloseWrite 传过去，另一个方向继续")
}

func goodEnd() string {
	return In(
		"both sides have finished and have heard everything: this is how a relay ends, and not a failure; io.EOF is "+
			"no error to return",
		"两边都说完了，也都听完了：转接就是这样结束的，不是故障；io.EOF 不用作为错误返回")
}

func relayHangs() string {
	return In(
		"both sides have finished, or something has failed, and Relay has not returned",
		"两边都说完了，或者出了故障，Relay 却没有返回")
}

func becauseOfCtx() string {
	return In(
		"ctx has ended, and the caller asks errors.Is(err, context.Canceled): what Read says of a closed connection "+
			"is only how it ended; return ctx.Err(), itself or wrapped with %%w",
		"ctx 结束了，调用者会用 errors.Is(err, context.Canceled) 来问：Read 说的“连接已关闭”只是停下的方式；应当返回 ctx.Err()，或者用 %%w 包装它")
}

func tornDown() string {
	return In(
		"the relay has failed, and this side was closed with a FIN, or not at all: its peer believes that it has "+
			"heard everything; SetLinger(0) on both connections, and then Close, sends a RST",
		"转接出了故障，这一边却以 FIN 关闭，或者根本没有关：它的对端会把听到的当成全部；对两条连接都先 SetLinger(0) 再 Close，发出的就是 RST")
}
