package relay_test

import (
	"context"
	"net"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// switchboard is Forward at work between its callers and a target of the spec's.
type switchboard struct {
	*Running[error]
	ln     *ScriptedListener
	target *net.TCPListener
}

// forwarding has Forward connect the callers of a new listener with a new target.
func forwarding(ctx context.Context, idle time.Duration) *switchboard {
	GinkgoHelper()
	target := Listening()
	f := forwardingTo(ctx, target.Addr().String(), idle)
	f.target = target
	return f
}

// forwardingTo has Forward connect the callers of a new listener with target.
func forwardingTo(ctx context.Context, target string, idle time.Duration) *switchboard {
	GinkgoHelper()
	return forwardingFrom(ctx, OnLine(), target, idle)
}

// forwardingFrom has Forward connect the callers of ln with target.
func forwardingFrom(ctx context.Context, ln *ScriptedListener, target string, idle time.Duration) *switchboard {
	GinkgoHelper()
	f := &switchboard{ln: ln}
	lent, lentLn := LendContext(ctx), LendListener(ln)
	f.Running = Start(func() error { return relay.Forward(lent, lentLn, target, idle) })
	return f
}

// call is a caller and the target's end of its relay, which has begun: the caller has said a word.
func (f *switchboard) call() (caller, callee *Peer) {
	GinkgoHelper()
	caller = f.caller()
	callee = Callee(f.Running, f.target, In(
		"somebody has called, and the target was not dialed: dial it for each caller, at once",
		"有人打进来了，target 却没有人去拨：每个来电都要马上拨 target"))
	hello := string(Speech(5))
	caller.Say(hello)
	Expect(callee.Hear(len(hello))).To(Say(hello), passesOn())
	return caller, callee
}

func (f *switchboard) caller() *Peer {
	GinkgoHelper()
	return Caller(f.Running, f.ln.Addr(), In(
		"a caller could not get through: the listener was closed while Forward should still be picking up callers",
		"有人打不进来了：Forward 还该继续接听，监听器却已经关闭"))
}

// caught is how a call ends: what dialing or reading returns. A RST may come before the dial is over.
func (f *switchboard) caught() error {
	GinkgoHelper()
	return Meanwhile(f.Running, func() error {
		conn, err := DialBounded(f.ln.Addr().String())
		if err != nil {
			NoteTimeout(err)
			return err
		}
		defer conn.Close()
		defer Bounded(conn.SetReadDeadline)()
		_, err = conn.Read(make([]byte, 1))
		NoteTimeout(err)
		return err
	})
}

// talks has the two ends of a relay exchange words, question and answer by half close.
func (f *switchboard) talks() {
	GinkgoHelper()
	caller, callee := f.call()
	question, answer := string(Speech(20)), string(Speech(20))
	caller.Say(question)
	caller.Finish()
	Expect(callee.Hear(len(question))).To(Say(question), passesOn())
	Expect(callee).To(EndWithFIN(), In(
		"the caller has finished, and the target is not told so: Relay passes the FIN on",
		"来电者说完了，却没有告诉 target：Relay 会把 FIN 传过去"))
	callee.Say(answer)
	callee.Finish()
	Expect(caller.Hear(len(answer))).To(Say(answer), goesOnBackwards())
	Expect(caller).To(EndWithFIN(), In(
		"the target has finished, and the caller is not told so with a FIN",
		"target 说完了，却没有用 FIN 告诉来电者"))
}

// leave ends Forward, without a verdict.
func (f *switchboard) leave() {
	_ = f.ln.Close()
	if f.target != nil {
		_ = f.target.Close()
	}
	f.InTime()
}

// closes is what Forward returns once its listener is closed.
func (f *switchboard) closes() error {
	GinkgoHelper()
	_ = f.ln.Close()
	return f.returns(In(
		"the listener is closed and all relays are over, but Forward has not returned: leave the loop when errors.Is "+
			"finds net.ErrClosed",
		"监听器已经关闭，转接也都结束了，Forward 却没有返回：errors.Is 找到 net.ErrClosed 就该离开循环"))
}

// returns is what Forward returns; the spec fails with orElse if it does not.
func (f *switchboard) returns(orElse string) error {
	GinkgoHelper()
	err := f.Result(orElse)
	if complaint := f.ln.Complaint(); complaint != "" {
		Fail(complaint)
	}
	return err
}

func stopsOnRequest() string {
	return In(
		"ctx has ended, so Forward was asked to stop, and it has: that is no failure, and nil is due",
		"ctx 结束了，也就是请 Forward 停下，它停下了：这不是故障，应当返回 nil")
}

// nowhere is a target that nobody has to dial.
const nowhere = "127.0.0.1:1"

// hostsOfLocalhost are the addresses to which the name localhost leads here, and at which one can listen.
var hostsOfLocalhost = sync.OnceValue(func() (hosts []string) {
	soon, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	addrs, err := net.DefaultResolver.LookupHost(soon, "localhost")
	if err != nil {
		return nil
	}
	for _, host := range addrs {
		if ln, err := net.Listen("tcp", net.JoinHostPort(host, "0")); err == nil {
			_ = ln.Close()
			hosts = append(hosts, host)
		}
	}
	return hosts
})

// listeningAt is a listener of the spec's own on a host.
func listeningAt(host string) *net.TCPListener {
	GinkgoHelper()
	ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	Must(err)
	DeferCleanup(func() { _ = ln.Close() })
	return ln.(*net.TCPListener)
}
