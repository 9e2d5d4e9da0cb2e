package connect_test

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// serveScenes is how many scenes are played with Serve.
const serveScenes = 40

// client is somebody who calls a server in a scene.
type client struct {
	conn   *net.TCPConn
	spoken bool // and so may get a RST
}

// playServe is a scene with Serve: who calls and what they do, how the announcement is heard, and how it
// all ends.
func playServe(d *scene.Dice, s *scene.Stage) {
	room := scene.One(d, 0, 1, 3)
	s.Given("ready has room for %d", "ready 能放 %d 个地址", room)
	ctx, ready := Endless(), make(chan net.Addr, room)
	serve := Start(func() error { return connect.Serve(LendContext(ctx), AnyPort, ready) })
	s.Finally(func() { ctx.End(context.Canceled) })

	var where net.Addr
	select {
	case where = <-ready:
	case <-serve.Returned():
	case <-Enough():
	}
	s.Check(where != nil, In(
		"Serve has to announce its real address on ready", "Serve 要在 ready 上报出自己真正的地址"),
		In("an address", "一个地址"), In("none", "没有"))
	s.Then("the address is heard", "有人听到了地址")

	var clients []*client
	for range d.Below(7) {
		clients = append(clients, calls(d, s, where.String()))
		select {
		case <-ready:
			s.Check(false, In("one address is due, once, and ready stays open", "地址只报一次，ready 也不关闭"),
				In("nothing more on ready", "ready 上再没有别的"), In("something, or the channel closed", "又有了，或者通道关了"))
		default:
		}
	}
	if ends(d, s, ctx, serve, where, clients) {
		for _, c := range clients {
			hears(s, c)
		}
	}
}

// calls has a client call, and perhaps do something on the line.
func calls(d *scene.Dice, s *scene.Stage, where string) *client {
	conn, err := DialBounded(where)
	s.Check(err == nil, In(
		"Serve has announced this address, so a client can connect there until ctx ends",
		"Serve 报出了这个地址，在 ctx 结束之前，客户端都应当连得上"), In("connected", "接通"), In("it did not get through", "没有打通"))
	c := &client{conn: conn.(*net.TCPConn)}
	s.Finally(func() { Vanish(c.conn) })
	switch d.Below(4) {
	case 0:
		s.Then("a client calls, and stays on the line", "一个客户端打来，不挂")
		hears(s, c)
	case 1:
		s.Then("a client calls, and finishes with a FIN", "一个客户端打来，发出 FIN")
		Finish(c.conn)
		hears(s, c)
	case 2:
		s.Then("a client calls, and is gone with a RST", "一个客户端打来，用 RST 断开")
		Vanish(c.conn)
		c.spoken = true
	case 3:
		s.Then("a client calls, and speaks", "一个客户端打来，开口说话")
		_ = Send(c.conn, d.Text(20))
		c.spoken = true
		hears(s, c)
	}
	return c
}

// hears checks how the call of a client ends, if it has not gone away itself.
func hears(s *scene.Stage, c *client) {
	release := Bounded(c.conn.SetReadDeadline)
	rest, err := io.ReadAll(c.conn)
	release()
	if errors.Is(err, net.ErrClosed) {
		return
	}
	saw := In("a FIN", "FIN")
	switch {
	case errors.Is(err, ConnectionReset):
		saw = In("a RST", "RST")
	case err != nil:
		saw = In("nothing: the line is still open", "什么也没有：线还开着")
	}
	s.Check(len(rest) == 0 && (err == nil || c.spoken && errors.Is(err, ConnectionReset)), In(
		"Serve hangs up on each caller at once, with a FIN and without a word, whatever the others do",
		"Serve 对每个来电都是马上、一声不响地挂断（FIN），不管别人在做什么"), In("a FIN", "FIN"), saw)
}

// ends ends the scene: ctx does, or the listener breaks. It reports whether the clients are still there.
func ends(
	d *scene.Dice, s *scene.Stage, ctx *WatchedContext, serve *Running[error], where net.Addr, clients []*client,
) bool {
	way := d.Below(3)
	if way == 2 && runtime.GOOS != "linux" {
		way = 0
	}
	Settle()
	switch way {
	case 0:
		s.Then("ctx is cancelled", "ctx 被取消")
		ctx.End(context.Canceled)
	case 1:
		s.Then("the deadline of ctx passes", "ctx 到了截止时间")
		ctx.End(context.DeadlineExceeded)
	case 2:
		s.Then("all clients hang up, and the listener breaks", "客户端都挂断了，监听器也坏了")
		for _, c := range clients {
			Vanish(c.conn)
		}
		Settle()
		breakListener(where)
	}
	err := scene.Return(s, serve, In("Serve has not come back", "Serve 一直没有返回"))
	if way < 2 {
		saw := In("an error", "一个错误")
		s.Check(err == nil, In("ctx ended, for whatever reason: Serve was asked to stop, and nil says that it did",
			"ctx 结束了，不管因为什么：都是请 Serve 停下，停了就返回 nil"), "nil", saw)
	} else {
		saw := In("another error", "别的错误")
		if err == nil {
			saw = "nil"
		}
		s.Check(errors.Is(err, brokenListener), In(
			"nobody asked Serve to stop: its listener broke, and the error of Accept says so",
			"没有人请 Serve 停下：是监听器坏了，Accept 的错误里写着"), In("Accept's error", "Accept 的错误"), saw)
	}
	waiting := ctx.Waiting()
	s.Check(waiting == 0, waitsStill(), In("nothing waits for ctx", "没有什么在等 ctx"), In("something does", "还有在等的"))
	Settle()
	s.Check(LetGo(where.String()), stillHeld(), In("the port is free", "端口空了"), In("still held", "还占着"))
	return way < 2
}

func oneReason() string {
	return In(
		"the system had one reason, or none, and your error names another: return the error that you were given",
		"系统只有一个原因，或者没有原因，你的错误里却是另一个：得到什么错误，就返回什么错误")
}

func apart() string {
	return In(
		"two servers work at the same time, each with a ctx of its own: one must not stop, replace or close the "+
			"other; keep nothing in variables of the package",
		"两个 Serve 同时工作，各有各的 ctx：谁也不能停掉、顶替或者关闭另一个；不要把东西放在包的变量里")
}
