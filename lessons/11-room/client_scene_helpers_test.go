package room_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// talk is a scene with Chat: in, out and the server are strangers, whose ends the scene plays.
type talk struct {
	d               *scene.Dice
	s               *scene.Stage
	in, out, server *stranger
	ctx             *WatchedContext
	chat            *Running[error]

	typed, said string // by in, and by the server
	inOver      bool
	cannotHalf  error // what CloseWrite returns
	torn        error // what Write to the server returns
	stained     error // what Write to out returns
	deaf        bool  // out lets a Write wait
	pending     bool  // one waits there

	over bool  // the chat must be over
	why  error // and for this reason; nil: the server has finished
	end  error // it was the end of ctx
}

// playChat is a scene in which one types, a server speaks, and something ends it all.
func playChat(d *scene.Dice, s *scene.Stage) {
	c := &talk{d: d, s: s, in: aStranger(1), out: aStranger(2), server: aStranger(3), ctx: Endless()}
	var conn net.Conn = c.server
	whole := d.Below(12) == 11 // it cannot be half-closed
	if whole {
		conn = wholeOnly{c.server}
		s.Given("conn has no CloseWrite", "conn 没有 CloseWrite")
	}
	if d.Below(4) == 3 {
		trouble := d.Trouble()
		c.cannotHalf = trouble.Err
		c.server.cannotHalf = trouble.Err
		s.Given("CloseWrite returns %s", "CloseWrite 返回 %s", trouble)
	}
	if d.Below(12) == 11 && !whole { // of two reasons at once, either will do
		c.ends(context.Canceled)
	}
	s.Finally(func() {
		c.in.leaves()
		c.out.leaves()
		c.server.leaves()
		_ = c.server.Close()
	})
	ctx, lent, in, out := LendContext(c.ctx), Lend(conn), Lend(c.in), Lend(c.out)
	c.chat = Start(func() error { return room.Chat(ctx, lent, in, out) })
	Settle()
	if whole && !c.over {
		c.over, c.why = true, errNoHalf
	}
	c.holds()
	for n := d.Below(16); n > 0 && !c.over; n-- {
		c.step()
		c.holds()
	}
	for c.pending {
		c.reads()
		c.holds()
	}
	if !c.over {
		c.finishes()
		c.holds()
	}
	c.afterwards()
}

// errNoHalf stands for whatever Chat says of a connection without CloseWrite.
var errNoHalf = errors.New("no CloseWrite")

func (c *talk) step() {
	if c.pending { // it must wait
		scene.One(c.d, c.reads, func() { c.ends(context.Canceled) })()
		return
	}
	steps := []func(){c.speaks, c.finishes, c.timePasses, c.breaks, c.stops, c.tears, c.stains}
	if !c.inOver {
		steps = append([]func(){c.types, c.inEnds, c.types, c.inFails}, steps...)
	}
	scene.One(c.d, steps...)()
}

// types has in bring words.
func (c *talk) types() {
	text := c.d.Text(80)
	if text == "" {
		return
	}
	pieces := c.d.Pieces(text)
	c.s.Then("in brings %q", "in 带来 %q", pieces)
	if c.torn != nil {
		c.over, c.why = true, c.torn
	} else {
		c.typed += text
	}
	c.in.says(pieces...)
	Settle()
}

// inEnds has in come to its end, by itself or together with the last words.
func (c *talk) inEnds() {
	text := ""
	if c.d.Sometimes() && c.torn == nil {
		text = c.d.Text(80)
	}
	c.inOver = true
	c.typed += text
	if text == "" {
		c.s.Then("in ends (io.EOF)", "in 到了结尾（io.EOF）")
	} else {
		c.s.Then("in brings %q and io.EOF, in one Read", "in 的同一次 Read 带来 %q 和 io.EOF", text)
	}
	if c.cannotHalf != nil {
		c.over, c.why = true, c.cannotHalf
	}
	c.in.change(func() { c.in.pieces = append(c.in.pieces, piece{text, io.EOF}) })
	Settle()
}

// inFails has in fail.
func (c *talk) inFails() {
	trouble := c.d.Trouble()
	c.inOver, c.over, c.why = true, true, trouble.Err
	c.s.Then("in fails with %s", "in 出了故障：%s", trouble)
	c.in.ends(trouble.Err, false)
	Settle()
}

// speaks has the server say words.
func (c *talk) speaks() {
	text := c.d.Text(80)
	if text == "" {
		return
	}
	pieces := c.d.Pieces(text)
	c.s.Then("the server says %q", "服务端说 %q", pieces)
	switch {
	case c.stained != nil:
		c.over, c.why = true, c.stained
	case c.deaf:
		c.pending = true
		c.said += text
	default:
		c.said += text
	}
	c.server.says(pieces...)
	Settle()
}

// finishes has the server finish, by itself or together with its last words.
func (c *talk) finishes() {
	text := ""
	if c.d.Sometimes() && c.stained == nil && !c.deaf {
		text = c.d.Text(80)
	}
	c.said += text
	if text == "" {
		c.s.Then("the server finishes (io.EOF)", "服务端说完了（io.EOF）")
	} else {
		c.s.Then("one Read brings the server's last words, %q, and io.EOF", "同一次 Read 带来服务端最后的话 %q 和 io.EOF", text)
	}
	c.over, c.why = true, nil
	c.server.change(func() { c.server.pieces = append(c.server.pieces, piece{text, io.EOF}) })
	Settle()
}

// breaks has the connection fail in reading.
func (c *talk) breaks() {
	trouble := c.d.Trouble()
	c.over, c.why = true, trouble.Err
	c.s.Then("Read from the server returns %s", "从服务端 Read 得到 %s", trouble)
	c.server.ends(trouble.Err, false)
	Settle()
}

// tears has every Write to the server fail from now on.
func (c *talk) tears() {
	trouble := c.d.Trouble()
	c.torn = trouble.Err
	c.s.Then("from now on, Write to the server returns %s", "从现在起，往服务端的 Write 返回 %s", trouble)
	c.server.fails(trouble.Err)
	Settle()
}

// stains has every Write to out fail from now on.
func (c *talk) stains() {
	trouble := c.d.Trouble()
	c.stained = trouble.Err
	c.s.Then("from now on, Write to out returns %s", "从现在起，往 out 的 Write 返回 %s", trouble)
	c.out.fails(trouble.Err)
	Settle()
}

// stops has out let every Write wait.
func (c *talk) stops() {
	if c.stained != nil {
		return
	}
	c.deaf = true
	c.s.Then("from now on, a Write to out waits", "从现在起，往 out 的 Write 要等")
	c.out.listens(false)
	Settle()
}

// reads has out take everything again.
func (c *talk) reads() {
	c.deaf, c.pending = false, false
	c.s.Then("out takes what waits for it", "out 收下了等着它的话")
	c.out.listens(true)
	Settle()
}

// ends has ctx end.
func (c *talk) ends(err error) {
	if c.d.Sometimes() {
		err = context.DeadlineExceeded
	}
	c.over, c.end = true, err
	c.s.Then("ctx ends: %v", "ctx 结束：%v", err)
	c.ctx.End(err)
	if c.chat != nil {
		Settle()
	}
}

func (c *talk) timePasses() {
	if c.d.Below(3) == 2 {
		c.ends(context.Canceled)
		return
	}
	took := c.d.Time(time.Millisecond, time.Second, 11*time.Second, 6*time.Minute, 61*time.Minute)
	c.s.Then("%v go by", "过了 %v", took)
	scene.Pass(took)
}

// holds compares everything with the model.
func (c *talk) holds() {
	s, server, out := c.s, c.server.look(), c.out.look()
	if !strings.HasPrefix(c.typed, server.heard) || !c.over && server.heard != c.typed {
		s.Same(In(
			"the server has not heard just what in has brought, at once: pass each piece on as soon as it has come, "+
				"with no byte added, changed or left out, and wait for no \"\\n\"",
			"服务端没有马上听到、也没有正好听到 in 带来的话：每到一段就马上转出去，不添、不改、不漏一个字节，也不要等“\\n”"),
			server.heard, c.typed)
	}
	whole := !c.over || c.why == nil && c.end == nil // all that was said must be on out
	if !strings.HasPrefix(c.said, out.heard) || whole && !c.pending && out.heard != c.said {
		s.Same(In(
			"out has not got just what the server has said, at once: write each piece as soon as it has come, that "+
				"which comes with the end, too, with no byte added, changed or left out",
			"out 没有马上得到、也没有正好得到服务端说的话：每到一段就马上写出去，和结尾一起来的也一样，不添、不改、不漏一个字节"),
			out.heard, c.said)
	}
	in := c.in.look()
	s.Check(!in.closed && !out.closed, In(
		"in and out belong to the caller: they are not yours to close",
		"in 和 out 归调用者所有：不该由你来关闭"), In("both are open", "两个都开着"), In("one is closed", "有一个被关闭了"))
	s.Check(in.deadlines == 0 && out.deadlines == 0, In(
		"in and out belong to the caller: leave no deadline on them", "in 和 out 归调用者所有：不要给它们设截止时间"),
		In("no deadline", "没有截止时间"), In("one was set", "设了一个"))
	switch {
	case c.pending:
		s.Check(!c.chat.HasReturned(), In(
			"a Write to out is waiting, and Chat has returned: when it has returned, out must be left alone, so wait "+
				"for that Write",
			"往 out 的一次 Write 还在等，Chat 却返回了：返回之后就不能再动 out，所以要等这次 Write"),
			In("Chat waits", "Chat 还在等"), In("it has returned", "它返回了"))
	case c.over:
		c.isOver()
	default:
		c.goesOn(server)
	}
}

// goesOn ends the scene if Chat has returned, or has not finished although in has ended.
func (c *talk) goesOn(server look) {
	s := c.s
	if c.chat.HasReturned() {
		err := scene.Return(s, c.chat, "")
		s.Check(false, In(
			"nothing has ended this chat: it goes on until the server has finished (io.EOF), however long that is "+
				"silent",
			"没有什么结束了这次通话：服务端说完（io.EOF）之前它一直继续，不管服务端沉默多久"),
			In("Chat goes on", "Chat 继续"), fmt.Sprintf(In("it returned %s", "它返回了 %s"), scene.Told(err)))
	}
	s.Check(!server.closed, In(
		"the chat goes on, and its connection is closed", "通话还在继续，连接却关闭了"),
		In("an open connection", "连接开着"), In("it is closed", "它关闭了"))
	s.Check(server.finished == c.inOver, In(
		"when in has ended, even without a word, the server is told at once (CloseWrite), and not before",
		"in 到了结尾（一句话没有也算），就马上告诉服务端（CloseWrite），也不能更早"),
		fmt.Sprintf("CloseWrite: %v", c.inOver), fmt.Sprintf("%v", server.finished))
}

// isOver ends the scene unless Chat has returned, for the right reason.
func (c *talk) isOver() {
	s := c.s
	if !c.chat.HasReturned() {
		s.Check(false, c.whyOver(), In("Chat has returned, at this instant", "Chat 此刻已经返回"),
			In("it has not", "它没有返回")+"\n"+c.chat.Waits())
	}
	err := scene.Return(s, c.chat, "")
	reason := In(
		"the error must tell what has ended the chat: errors.Is finds that reason in it, whichever it is; only a bare "+
			"io.EOF is a good end",
		"返回的错误要说出是什么结束了通话：errors.Is 能在里面找到那个原因，不管是哪一种；只有 io.EOF 才是正常的结尾")
	switch {
	case c.end != nil:
		s.Check(errors.Is(err, c.end), In(
			"ctx has ended: the error wraps ctx.Err(), and not only what Read says of a closed connection",
			"ctx 结束了：返回的错误要包着 ctx.Err()，而不只是 Read 说的“连接已关闭”"), c.end.Error(), scene.Told(err))
	case c.why == nil:
		s.Check(err == nil, In(
			"the server has finished (io.EOF), and that is how a chat ends: no failure",
			"服务端说完了（io.EOF），通话就是这样结束的：不是故障"), "nil", scene.Told(err))
	case c.why == errNoHalf:
		s.Check(err != nil, In(
			"conn has no CloseWrite, so the server could never be told that in has ended: that is an error",
			"conn 没有 CloseWrite，没法告诉服务端 in 已经结束：这是错误"), In("an error", "一个错误"), scene.Told(err))
	default:
		s.Check(err != nil && errors.Is(err, c.why), reason, OneLine(c.why), scene.Told(err))
		s.Kinds(reason, err, c.why, net.ErrClosed, os.ErrDeadlineExceeded, io.ErrClosedPipe, context.Canceled)
	}
	s.Check(c.server.look().closed, In(
		"Chat has returned, and at that instant conn is still open: close it on every way out, before you return",
		"Chat 已经返回，conn 这时却还开着：每一条出路都要在返回之前关闭它"),
		In("a closed connection", "连接已经关闭"), In("it is open", "它还开着"))
	s.Check(c.ctx.Waiting() == 0, In(
		"Chat has returned, and something of it still waits for the end of ctx, which may be far away: take back what "+
			"context.AfterFunc or context.WithCancel have registered (stop, cancel)",
		"Chat 已经返回，却还有东西在等 ctx 结束，而那也许要等很久：context.AfterFunc 和 context.WithCancel 登记的，都要取消（stop、cancel）"),
		In("nothing waits", "没有谁在等"), fmt.Sprintf("%d", c.ctx.Waiting()))
}

func (c *talk) whyOver() string {
	switch {
	case c.end != nil:
		return In(
			"ctx has ended, and Chat goes on: it returns at once, which Read and Write know nothing of; close the "+
				"connection when ctx ends (context.AfterFunc)",
			"ctx 结束了，Chat 却没有停：它要马上返回，而 Read 和 Write 不认识 ctx；ctx 一结束就关闭连接（context.AfterFunc）")
	case c.why == nil:
		return In(
			"the server has finished (io.EOF), so all has been heard: Chat returns at once, whatever in is doing; a "+
				"Read of in's cannot be interrupted, so do not wait for it",
			"服务端说完了（io.EOF），话就听完了：不管 in 在做什么，Chat 都要马上返回；in 的 Read 没法打断，所以不要等它")
	case c.why == errNoHalf:
		return In(
			"conn has no CloseWrite: that is an error at once, and not only when in has ended",
			"conn 没有 CloseWrite：要马上返回错误，不要等到 in 结束")
	}
	return In(
		"conn, in or out has failed, and Chat goes on: a failure ends the chat at once, CloseWrite's, too; close the "+
			"connection, and the Read that waits comes back",
		"conn、in 或 out 出了故障，Chat 却没有停：一出故障，通话立刻结束，CloseWrite 的故障也算；关闭连接，正在等的 Read 就会返回")
}

// afterwards looks at what is left of Chat.
func (c *talk) afterwards() {
	s := c.s
	if !c.inOver {
		s.Then("in brings five more lines, one with each Read", "in 又带来五行，每次 Read 一行")
		before := c.in.look().unread
		c.in.says("a\n", "b\n", "c\n", "d\n", "e\n")
		Settle()
		taken := before + 5 - c.in.look().unread
		s.Check(taken <= 1, In(
			"Chat has returned, but something of it still reads in: the Read that was waiting may finish, and after "+
				"that in belongs to its owner again; when you cannot pass on what you have read, stop",
			"Chat 已经返回，却还有东西在读 in：正在等的那次 Read 可以结束，之后 in 就归还主人了；读到的转不出去了，就该停下"),
			In("one Read at most", "至多一次 Read"), fmt.Sprintf("%d", taken))
		c.in.leaves()
	}
	s.Same(In(
		"Chat has returned, and something of it has written to out afterwards", "Chat 已经返回，之后却还有东西往 out 里写"),
		c.out.look().heard[:min(len(c.said), len(c.out.look().heard))], c.out.look().heard)
	s.Nothing(In(
		"Chat has returned and in has ended: no goroutine of yours may be left",
		"Chat 已经返回，in 也到了结尾：你的 goroutine 一个也不能留下"))
}
