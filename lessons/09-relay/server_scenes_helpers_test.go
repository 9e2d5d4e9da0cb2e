package relay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// night is a scene with Forward, on real connections.
type night struct {
	d       *scene.Dice
	s       *scene.Stage
	ln      net.Listener
	target  net.Listener
	ctx     *WatchedContext
	forward *Running[error]
	pairs   []*pair // that go on
	came    int
}

// pair is a caller, and the target's end of its relay.
type pair struct {
	name string
	ends [2]*net.TCPConn
	over [2]bool // this end has finished
}

// playForward is a scene in which people call, speak, finish and vanish.
func playForward(d *scene.Dice, s *scene.Stage) {
	n := &night{d: d, s: s, ctx: Endless()}
	var err error
	n.ln, err = net.Listen("tcp", AnyPort)
	Must(err)
	n.target, err = net.Listen("tcp", AnyPort)
	Must(err)
	s.Finally(func() {
		n.ctx.End(context.Canceled)
		_, _ = n.ln.Close(), n.target.Close()
		for _, p := range n.pairs {
			_, _ = p.ends[0].Close(), p.ends[1].Close()
		}
		n.forward.InTime()
	})
	ctx, ln, target := LendContext(n.ctx), LendListener(n.ln), n.target.Addr().String()
	n.forward = Start(func() error { return relay.Forward(ctx, ln, target, long) })
	n.calls()
	for range d.Below(16) {
		n.step()
	}
	if d.Sometimes() {
		n.stops()
	} else {
		n.closes()
	}
	got := scene.Return(s, n.forward, In(
		"the listener is closed and all relays are over, or ctx has ended, and Forward has not returned",
		"监听器已经关闭，转接也都结束了，或者 ctx 已经结束，Forward 却没有返回"))
	s.Check(got == nil, In(
		"Forward was stopped on purpose, by closing its listener or by ctx: nil is due",
		"Forward 是有意让它停下的（关闭监听器，或者 ctx 结束）：应当返回 nil"), "nil", scene.Told(got))
	s.Check(n.ctx.Waiting() == 0, In(
		"Forward has returned, and something of it still waits for the end of ctx",
		"Forward 已经返回，却还有东西在等 ctx 结束"), "0", fmt.Sprint(n.ctx.Waiting()))
}

func (n *night) step() {
	if len(n.pairs) == 0 {
		n.calls()
		return
	}
	p := scene.One(n.d, n.pairs...)
	scene.One(n.d, n.speaks, n.finishes, n.speaks, n.vanishes, func(*pair, int) {
		if len(n.pairs) < 4 {
			n.calls()
		}
	})(p, n.d.Below(2))
}

// calls has somebody call, and the target pick up.
func (n *night) calls() {
	n.came++
	p := &pair{name: string(rune('A' + n.came - 1))}
	n.s.Then("%s calls and says “hello”, and the target picks up", "%s 打进来，说“hello”，target 接起", p.name)
	caller, err := DialBounded(n.ln.Addr().String())
	n.s.Check(err == nil, In(
		"somebody could not get through: Forward goes on picking up callers", "有人打不进来：Forward 应当一直接听"),
		In("a connection", "一条连接"), scene.Told(err))
	p.ends[0] = caller.(*net.TCPConn)
	n.pairs = append(n.pairs, p) // from now on it is closed in the end
	picked := make(chan net.Conn, 1)
	go func() {
		release := Bounded(n.target.(*net.TCPListener).SetDeadline)
		defer release()
		conn, _ := n.target.Accept()
		picked <- conn
	}()
	conn := <-picked
	if conn == nil {
		p.ends[1] = p.ends[0]
		InVain()
	}
	n.s.Check(conn != nil, In(
		"somebody has called, and the target was not dialed: dial it for each caller, at once",
		"有人打进来了，target 却没有人去拨：每个来电都要马上拨 target"), In("a call", "来电"), In("none", "没有"))
	p.ends[1] = conn.(*net.TCPConn)
	n.passes(p, 0, "hello") // so the relay has begun
}

// who names an end.
func (p *pair) who(end int) string {
	if end == 0 {
		return p.name
	}
	return fmt.Sprintf(In("%s's target", "%s 的 target"), p.name)
}

func (n *night) speaks(p *pair, end int) {
	if p.over[end] {
		return
	}
	text := n.d.Text(2000)
	n.s.Then("%s says %s", "%s 说 %s", p.who(end), scene.Quoted(text))
	n.passes(p, end, text)
}

// passes has an end say words, and ends the scene unless the other hears them.
func (n *night) passes(p *pair, end int, text string) {
	_, _ = io.WriteString(p.ends[end], text)
	n.s.Same(fmt.Sprintf(In(
		"%s has not heard just what %s has said: each caller is joined with its own target, and every byte goes "+
			"through",
		"%s 没有正好听到 %s 说的话：每个来电都和自己的 target 接在一起，每个字节都要传过去"), p.who(1-end), p.who(end)),
		TextFrom(p.ends[1-end], len(text)), text)
}

func (n *night) finishes(p *pair, end int) {
	if p.over[end] {
		return
	}
	n.s.Then("%s finishes", "%s 说完了", p.who(end))
	p.over[end] = true
	Finish(p.ends[end])
	n.endsBy(p, 1-end, io.EOF)
	if p.over[1-end] {
		n.leaves(p)
	}
}

func (n *night) vanishes(p *pair, end int) {
	n.s.Then("%s vanishes with a RST", "%s 以 RST 消失", p.who(end))
	Vanish(p.ends[end])
	n.endsBy(p, 1-end, ConnectionReset)
	n.leaves(p)
}

// endsBy ends the scene unless the end is told that the other has ended, and how.
func (n *night) endsBy(p *pair, end int, how error) {
	if p.over[1-end] && how != io.EOF { // its FIN is there before the RST, so a Write brings that to light
		n.s.Check(Soon(func() bool { _, err := p.ends[end].Write([]byte("x")); return err != nil }), tornDown(),
			"RST", In("it can still be written to", "还能往那里写"))
		return
	}
	release := Bounded(p.ends[end].SetReadDeadline)
	defer release()
	got, err := p.ends[end].Read(make([]byte, 1))
	for err == nil && how != io.EOF { // what the spec has written to see whether it can
		got, err = p.ends[end].Read(make([]byte, 1))
	}
	NoteTimeout(err)
	why := fmt.Sprintf(In(
		"%s has ended, and %s is not told so in the same way: a FIN is passed on as a FIN, a RST as a RST",
		"%s 结束了，%s 却没有照样得知：FIN 要传成 FIN，RST 要传成 RST"), p.who(1-end), p.who(end))
	n.s.Check(got == 0 && errors.Is(err, how), why, scene.Told(how), scene.Told(err))
}

// leaves takes a pair out of the scene, whose relay is over.
func (n *night) leaves(p *pair) {
	var rest []*pair
	for _, other := range n.pairs {
		if other != p {
			rest = append(rest, other)
		}
	}
	n.pairs = rest
	_, _ = p.ends[0].Close(), p.ends[1].Close()
}

// stops ends ctx.
func (n *night) stops() {
	n.s.Then("ctx ends", "ctx 结束")
	Settle()
	n.ctx.End(context.Canceled)
	for _, p := range n.pairs {
		for end := range p.ends {
			n.endsBy(p, end, ConnectionReset)
		}
	}
}

// closes closes the listener, and has everybody finish.
func (n *night) closes() {
	n.s.Then("the listener is closed", "监听器关闭")
	_ = n.ln.Close()
	for _, p := range append([]*pair(nil), n.pairs...) {
		n.s.Check(!n.forward.HasReturned(), In(
			"the listener is closed, somebody is still on the line, and Forward has returned: count the goroutines "+
				"(sync.WaitGroup) and wait for them",
			"监听器关闭了，线上还有人，Forward 却返回了：用 sync.WaitGroup 数着 goroutine，等它们结束"),
			In("Forward waits", "Forward 还在等"), In("it has returned", "它返回了"))
		for end := range p.ends {
			n.finishes(p, end)
		}
	}
}
