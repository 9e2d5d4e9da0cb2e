package relay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// relayed is what came of a call of Relay.
type relayed struct {
	aToB, bToA int64
	err        error
}

// way is one direction of a relay, as the model sees it.
type way struct {
	name     string // "a" or "b": who speaks
	to       string
	from, at *side
	said     string // all that the speaker has said so far
	over     bool   // the speaker will say no more
	torn     bool   // Write to the listener fails from now on
}

// pairing is a scene with Relay.
type pairing struct {
	d     *scene.Dice
	s     *scene.Stage
	idle  time.Duration
	ways  [2]*way // a to b, b to a
	ctx   *WatchedContext
	relay *Running[relayed]
	endAt time.Time // when ctx ended
	end   error
}

// dear is how many times as much long silences cost here: an answer may look every few milliseconds at both
// directions.
const dear = 4

// playRelay is a scene in which two sides speak, fall silent, finish and fail.
func playRelay(d *scene.Dice, s *scene.Stage) {
	a, b := newSide(), newSide()
	p := &pairing{d: d, s: s, ctx: Endless(), ways: [2]*way{
		{name: "a", to: "b", from: a, at: b}, {name: "b", to: "a", from: b, at: a},
	}}
	p.idle = scene.One(d, 30*time.Second, 0, time.Second, time.Minute, -time.Second, time.Nanosecond)
	s.Given("idle is %v", "idle 是 %v", p.idle)
	for _, w := range p.ways {
		if d.Below(12) == 11 {
			trouble := d.Trouble(net.ErrClosed, os.ErrDeadlineExceeded)
			w.at.cannotHalf = trouble.Err
			s.Given("CloseWrite of %s returns %s", "%s 的 CloseWrite 返回 %s", w.to, trouble)
		}
	}
	if d.Below(16) == 15 {
		p.ends()
	}
	s.Finally(func() {
		_, _ = a.Close(), b.Close()
	})
	ctx, idle, conns := LendContext(p.ctx), p.idle, [2]relay.Conn{a.asConn(), b.asConn()}
	p.relay = Start(func() (got relayed) {
		got.aToB, got.bToA, got.err = relay.Relay(ctx, conns[0], conns[1], idle)
		return got
	})
	Settle()
	going := p.holds()
	for n := d.Below(18); n > 0 && going; n-- {
		p.step()
		going = p.holds()
	}
	for going {
		p.comesToAnEnd()
		going = p.holds()
	}
	s.Nothing(In(
		"Relay has returned: no goroutine of yours may be left", "Relay 已经返回：你的 goroutine 一个也不能留下"))
}

func (p *pairing) step() {
	w := scene.One(p.d, p.ways[0], p.ways[1])
	steps := []func(*way){p.passes, p.stops, p.tears, func(*way) { p.ends() }}
	if !w.over {
		steps = append([]func(*way){p.speaks, p.finishes, p.speaks, p.breaks}, steps...)
	}
	if w.at.deaf {
		steps = append([]func(*way){p.listens}, steps...)
	}
	scene.One(p.d, steps...)(w)
}

// comesToAnEnd goes one step towards the end of a relay that goes on.
func (p *pairing) comesToAnEnd() {
	for _, w := range p.ways {
		switch {
		case w.at.deaf:
			p.listens(w)
			return
		case !w.over:
			p.finishes(w)
			return
		}
	}
	p.ends()
}

func (p *pairing) speaks(w *way) {
	text := p.d.Text(80)
	if p.d.Below(12) == 11 {
		text = string(p.d.Bytes(70 << 10))
	}
	if text == "" {
		return
	}
	pieces := p.d.Pieces(text)
	p.s.Then("%s says %s", "%s 说 %s", w.name, quoted(pieces))
	w.said += text
	w.from.says(pieces...)
	Settle()
}

func (p *pairing) finishes(w *way) {
	text := ""
	if p.d.Sometimes() {
		text = p.d.Text(80)
	}
	if text == "" {
		p.s.Then("%s finishes (io.EOF)", "%s 说完了（io.EOF）", w.name)
	} else {
		p.s.Then("one Read brings the last words of %s, %q, and io.EOF", "同一次 Read 带来 %s 最后的话 %q 和 io.EOF",
			w.name, text)
	}
	w.said += text
	w.over = true
	w.from.ends(text, io.EOF)
	Settle()
}

func (p *pairing) breaks(w *way) {
	trouble := p.d.Trouble(net.ErrClosed, os.ErrDeadlineExceeded)
	p.s.Then("Read from %s returns %s", "从 %s Read 得到 %s", w.name, trouble)
	w.over = true
	w.from.ends("", trouble.Err)
	Settle()
}

func (p *pairing) tears(w *way) {
	if w.torn {
		return
	}
	trouble, after := p.d.Trouble(net.ErrClosed, os.ErrDeadlineExceeded), p.d.Below(10)
	w.torn = true
	p.s.Then("from now on, %s takes %d bytes more, and then Write to it returns %s",
		"从现在起，%s 再收 %d 字节，之后往它那里的 Write 返回 %s", w.to, after, trouble)
	w.at.fails(trouble.Err, after)
	Settle()
}

func (p *pairing) stops(w *way) {
	if w.at.deaf || w.torn {
		return
	}
	p.s.Then("from now on, a Write to %s waits", "从现在起，往 %s 的 Write 要等", w.to)
	w.at.listens(false)
	Settle()
}

func (p *pairing) listens(w *way) {
	p.s.Then("%s takes what waits for it", "%s 收下了等着它的话", w.to)
	w.at.listens(true)
	Settle()
}

func (p *pairing) ends() {
	reason := scene.One(p.d, context.Canceled, context.DeadlineExceeded)
	p.end, p.endAt = reason, time.Now()
	p.s.Then("ctx ends: %v", "ctx 结束：%v", reason)
	p.ctx.End(reason)
	if p.relay != nil {
		Settle()
	}
}

// passes lets time go by: any, or just as much as a limit leaves.
func (p *pairing) passes(*way) {
	took := p.d.TimeFor(dear, time.Millisecond, time.Second, 11*time.Second, 2*time.Minute)
	if due, limited := p.due(); limited && time.Until(due) > time.Nanosecond && p.d.Sometimes() {
		took = p.d.TimeFor(dear, time.Nanosecond, time.Until(due)-time.Nanosecond, time.Until(due))
	}
	p.s.Then("%v go by", "过了 %v", took)
	scene.Pass(took)
}

// due is when the relay has stood still for too long, by what the connections have shown, if there is
// such a time.
func (p *pairing) due() (due time.Time, limited bool) {
	if p.idle <= 0 {
		return due, false
	}
	for i, w := range p.ways {
		from, at, other := w.from.look(), w.at.look(), p.ways[1-i].from.look()
		if other.end == nil || at.halved { // nobody has finished before, or this direction is done
			continue
		}
		since := other.endAt
		for _, moved := range []time.Time{from.read, at.written} {
			if moved.After(since) {
				since = moved
			}
		}
		if at := since.Add(p.idle); !limited || at.Before(due) {
			due, limited = at, true
		}
	}
	return due, limited
}

// holds compares everything with the model, and reports whether the relay goes on.
func (p *pairing) holds() bool {
	over, since, why := p.isOver()
	if over {
		scene.InAMoment(p.relay.HasReturned)
	}
	late := false
	if due, limited := p.due(); !over && limited && !time.Now().Before(due) {
		scene.InAMoment(p.relay.HasReturned)
		why, since, over, late = os.ErrDeadlineExceeded, due, true, true
	}
	p.heard(over && why == nil)
	if !over {
		p.goesOn()
		return true
	}
	p.hasEnded(why, since, late)
	return false
}

// isOver is whether something has ended the relay, what, and when.
func (p *pairing) isOver() (over bool, since time.Time, why error) {
	done := true
	for _, w := range p.ways {
		from, at := w.from.look(), w.at.look()
		done = done && from.end == io.EOF && at.finished && at.heard == w.said
		for _, side := range []look{from, at} {
			if side.failure != nil && (why == nil || side.failedAt.Before(since)) {
				why, since = side.failure, side.failedAt
			}
		}
		since = later(since, at.finishedAt, why == nil)
	}
	if p.end != nil && (why == nil || p.endAt.Before(since)) && !(done && why == nil && since.Before(p.endAt)) {
		return true, p.endAt, p.end
	}
	return why != nil || done, since, why
}

func later(t, other time.Time, counts bool) time.Time {
	if counts && other.After(t) {
		return other
	}
	return t
}

// heard compares what was said with what was heard.
func (p *pairing) heard(all bool) {
	for _, w := range p.ways {
		from, at := w.from.look(), w.at.look()
		free := !w.at.deaf && !w.torn && !p.relay.HasReturned()
		if strings.HasPrefix(w.said, at.heard) && (!all && !free || at.heard == w.said) {
			p.s.Check(from.taken-len(at.heard) <= relay.MaxHeld, tooMuchHeld(), fmt.Sprint(relay.MaxHeld),
				fmt.Sprint(from.taken-len(at.heard)))
			continue
		}
		p.s.Same(fmt.Sprintf(In(
			"%s has not heard just what %s has said, at once: pass each piece on as soon as it has come, that which "+
				"comes with io.EOF, too, with no byte added, changed or left out, whatever the other direction is "+
				"doing",
			"%s 没有马上听到、也没有正好听到 %s 说的话：每到一段就马上转出去，和 io.EOF 一起来的也一样，不添、不改、不漏一个字节，不管另一个方向在做什么"),
			w.to, w.name), at.heard, w.said)
	}
}

// goesOn ends the scene if the relay does not do its work.
func (p *pairing) goesOn() {
	s := p.s
	if p.relay.HasReturned() {
		got := scene.Return(s, p.relay, "")
		s.Check(false, In(
			"nothing has ended this relay: it goes on until both sides have finished and have heard everything; as "+
				"long as neither has finished, silence is no end, and after that every byte that moves begins the "+
				"wait for idle anew",
			"没有什么结束了这次转接：两边都说完、也都听完之前，它一直继续；两边都没有说完时，沉默不是结尾；之后每传一个字节，idle 都重新计时"),
			In("Relay goes on", "Relay 继续"), fmt.Sprintf(In("it returned %s", "它返回了 %s"), scene.Told(got.err)))
	}
	for _, w := range p.ways {
		from, at := w.from.look(), w.at.look()
		s.Check(!from.closed && !at.closed, In(
			"the relay goes on, and one of its connections is closed: who has finished may still hear",
			"转接还在继续，有一条连接却关闭了：说完的一方还可以听"), In("both are open", "两条都开着"),
			In("one is closed", "有一条关闭了"))
		finished := from.end == io.EOF && at.heard == w.said
		s.Check(at.finished == finished, fmt.Sprintf(In(
			"when %s has finished and %s has heard all of it, the FIN goes on at once, with CloseWrite, and not before",
			"%s 说完了，%s 也都听到了，就马上用 CloseWrite 把 FIN 传过去，也不能更早"), w.name, w.to),
			fmt.Sprintf("CloseWrite: %v", finished), fmt.Sprint(at.finished))
	}
}

// hasEnded ends the scene unless Relay has returned, with what is due.
func (p *pairing) hasEnded(why error, since time.Time, late bool) {
	s := p.s
	if !p.relay.HasReturned() {
		s.Check(false, p.mustEnd(why, late), In("Relay has returned", "Relay 已经返回"),
			In("it has not", "它没有返回")+"\n"+p.relay.Waits())
	}
	got := scene.Return(s, p.relay, "")
	switch reason := In(
		"the error must tell what has ended the relay: errors.Is finds that reason in it, whichever it is; only a "+
			"bare io.EOF is a good end, and what a closed connection says afterwards is no reason",
		"返回的错误要说出是什么结束了转接：errors.Is 能在里面找到那个原因，不管是哪一种；只有 io.EOF 才是正常的结尾，连接关闭以后再说的什么都不是原因"); {
	case why == nil:
		s.Check(got.err == nil, In(
			"both sides have finished and have heard everything: this is how a relay ends, and not a failure",
			"两边都说完了，也都听完了：转接就是这样结束的，不是故障"), "nil", scene.Told(got.err))
	default:
		s.Check(got.err != nil && errors.Is(got.err, why), reason, OneLine(why), scene.Told(got.err))
		s.Kinds(reason, got.err, why, net.ErrClosed, os.ErrDeadlineExceeded, os.ErrClosed, io.ErrClosedPipe,
			context.Canceled)
	}
	for i, w := range p.ways {
		at := w.at.look()
		moved := []int64{got.aToB, got.bToA}[i]
		s.Check(moved == int64(len(at.heard)), fmt.Sprintf(In(
			"count what Write to %s has taken, also where it failed half way, and return it with an error, too",
			"要数往 %s 的 Write 收下了多少字节，写到一半出错的也算，返回错误时也要返回它"), w.to),
			fmt.Sprint(len(at.heard)), fmt.Sprint(moved))
		s.Check(at.closed, fmt.Sprintf(In(
			"Relay has returned, and at that instant %s is still open: close both, on every way out",
			"Relay 已经返回，%s 这时却还开着：每一条出路都要把两条连接关闭"), w.to),
			In("a closed connection", "连接已经关闭"), In("it is open", "它还开着"))
		s.Check(at.torn == (why != nil), lineCut(why), ending(why != nil), fmt.Sprintf(In(
			"%s was closed with %s", "%s 的关闭方式是 %s"), w.to, ending(at.torn)))
		early, most := at.closedAt.Before(since), since.Add(scene.Moment)
		s.Check(!early && !at.closedAt.After(most), fmt.Sprintf(In(
			"%s was closed at the wrong time: when the relay is over, and not before or later; the wait for idle "+
				"begins with io.EOF, and anew with every Read and every Write that moves bytes in the other direction",
			"关闭 %s 的时间不对：转接结束时就关闭，不早也不晚；idle 从 io.EOF 那一刻开始计时，另一个方向每有一次 Read 或 Write 传了字节，就重新计时"), w.to),
			In("at ", "在 ")+since.Sub(p.began()).String(), at.closedAt.Sub(p.began()).String())
	}
	s.Check(p.ctx.Waiting() == 0, In(
		"Relay has returned, and something of it still waits for the end of ctx, which may be far away: take back "+
			"what context.AfterFunc or context.WithCancel have registered (stop, cancel)",
		"Relay 已经返回，却还有东西在等 ctx 结束，而那也许要等很久：context.AfterFunc 和 context.WithCancel 登记的，都要取消（stop、cancel）"),
		In("nothing waits", "没有谁在等"), fmt.Sprint(p.ctx.Waiting()))
}

// began is when the scene began.
func (p *pairing) began() time.Time { return time.Now().Add(-p.s.Now()) }

func (p *pairing) mustEnd(why error, late bool) string {
	switch {
	case late:
		return In(
			"one side has finished, and the other direction has stood still for idle: that ends the relay, whether a "+
				"Read waits or a Write",
			"一边说完了，另一个方向停住了 idle 这么久：转接就该结束，不管等着的是 Read 还是 Write")
	case why == nil:
		return In(
			"both sides have finished and have heard everything, and Relay has not returned",
			"两边都说完了，也都听完了，Relay 却没有返回")
	case p.end != nil && why == p.end:
		return In(
			"ctx has ended, and Relay goes on: it returns at once, which Read and Write know nothing of; close the "+
				"connections when ctx ends (context.AfterFunc)",
			"ctx 结束了，Relay 却没有停：它要马上返回，而 Read 和 Write 不认识 ctx；ctx 一结束就关闭连接（context.AfterFunc）")
	}
	return In(
		"one connection has failed, and Relay goes on: the first failure ends both directions at once, CloseWrite's, "+
			"too; close both connections, and every Read and Write that waits comes back",
		"一条连接出了故障，Relay 却没有停：一出故障，两个方向都立刻结束，CloseWrite 的故障也算；把两条连接都关闭，正在等的 Read 和 Write 就会返回")
}

// ending is what a connection is closed with.
func ending(torn bool) string {
	if torn {
		return In("a RST", "RST")
	}
	return In("a FIN", "FIN")
}

// lineCut says how the connections are closed.
func lineCut(why error) string {
	if why == nil {
		return In(
			"all has been said and heard, and a connection was torn down with a RST: this is a goodbye, so close it "+
				"as usual, without SetLinger(0)",
			"话都说完、也都听完了，连接却被 RST 拆掉：这是正常告别，照常关闭就行，不要 SetLinger(0)")
	}
	return In(
		"the relay has failed, and a connection was closed with a FIN: its peer believes that it has heard "+
			"everything; SetLinger(0) on both, and then Close, sends a RST",
		"转接出了故障，却有连接以 FIN 关闭：它的对端会把听到的当成全部；对两条连接都先 SetLinger(0) 再 Close，发出的就是 RST")
}

func tooMuchHeld() string {
	return In(
		"one side takes nothing more, and Relay goes on reading from the other: its memory fills with whatever comes; "+
			"read the next piece when the last one has been written, so that who reads slowly slows down who speaks",
		"一边不再收了，Relay 却还在读另一边：来多少就往内存里装多少；前一段写出去了，再读下一段，这样读得慢的一方就让说的一方也慢下来")
}

// quoted are pieces in a story.
func quoted(pieces []string) string {
	total := 0
	for _, piece := range pieces {
		total += len(piece)
	}
	if total > 400 {
		return fmt.Sprintf(In("%d bytes in %d pieces", "%d 字节，分 %d 段"), total, len(pieces))
	}
	return fmt.Sprintf("%q", pieces)
}
