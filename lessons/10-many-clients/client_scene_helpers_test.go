package manyclients_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"

	manyclients "handshake/lessons/10-many-clients"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// fan is a scene with FanOut on real connections, whose talks do as they are told.
type fan struct {
	d     *scene.Dice
	s     *scene.Stage
	ctx   *WatchedContext
	at    *Running[error]
	calls []*fanCall // by number

	failed error // the first failure, if it came before the end of ctx
	any    bool  // some talk has failed
	over   error // the end of ctx
}

// fanCall is one conversation.
type fanCall struct {
	server net.Conn
	orders chan order
	ctx    context.Context
	done   bool
}

// order is what a talk does next: return err, or read a byte and tell what came of it.
type order struct {
	err   error
	reads chan error
}

// obeys does as it is told on conn.
func (c *fanCall) obeys(conn net.Conn) error {
	for {
		now := <-c.orders
		if now.reads == nil {
			return now.err
		}
		_, err := io.ReadFull(conn, make([]byte, 1))
		now.reads <- err
	}
}

// hears reports whether a byte still gets through to the talk.
func (c *fanCall) hears() bool {
	reads := make(chan error, 1)
	if _, err := c.server.Write([]byte("?")); err != nil {
		return false
	}
	c.orders <- order{reads: reads}
	select {
	case err := <-reads:
		return err == nil
	case <-Enough():
		return false
	}
}

// playFan is a scene in which talks return or fail one after the other, and ctx may end.
func playFan(ln net.Listener) func(*scene.Dice, *scene.Stage) {
	return func(d *scene.Dice, s *scene.Stage) {
		f := &fan{d: d, s: s, ctx: Endless()}
		f.begins(ln, scene.One(d, 1, 2, 3, 4, 0))
		for live := f.live(); len(live) > 0; live = f.live() {
			if f.over == nil && d.Below(3) == 2 {
				f.ends(scene.One(d, context.Canceled, context.DeadlineExceeded))
			} else {
				f.finishes(scene.One(d, live...))
			}
		}
		f.returns()
	}
}

// begins has FanOut begin n conversations.
func (f *fan) begins(ln net.Listener, n int) {
	s := f.s
	s.Given("FanOut has %d conversations", "FanOut 有 %d 个通话", n)
	begun := make(chan string, n+1)
	var mu sync.Mutex
	for range n {
		f.calls = append(f.calls, &fanCall{orders: make(chan order, 2)})
	}
	s.Finally(func() {
		f.ctx.End(context.Canceled)
		for _, c := range f.calls {
			c.orders <- order{}
			if c.server != nil {
				_ = c.server.Close()
			}
		}
	})
	at := map[string]*fanCall{}
	f.at = Start(func() error {
		return manyclients.FanOut(LendContext(f.ctx), ln.Addr().String(), n,
			func(ctx context.Context, i int, conn net.Conn) error {
				if i < 0 || i >= n {
					return errors.New(In("there is no such number", "没有这个编号"))
				}
				mu.Lock()
				f.calls[i].ctx = ctx
				at[conn.LocalAddr().String()] = f.calls[i]
				mu.Unlock()
				begun <- ""
				return f.calls[i].obeys(conn)
			})
	})
	enough := Enough()
	for range n {
		select {
		case <-begun:
			continue
		case <-f.at.Returned():
			_ = scene.Return(s, f.at, "") // perhaps by a panic
		case <-enough:
		}
		s.Check(false, In(
			"the conversations wait for each other, and not all have begun", "这些通话互相等着，却没有都开始"),
			fmt.Sprintf("%d", n), In("fewer", "没有这么多")+"\n"+f.at.Waits())
	}
	for range n {
		conn := Accept(ln, noCall())
		mu.Lock()
		if call := at[conn.RemoteAddr().String()]; call != nil {
			call.server = conn
		}
		mu.Unlock()
	}
	for i, c := range f.calls {
		s.Check(c.server != nil, In(
			"each number has one conversation, on a connection of its own", "每个编号一个通话，各用各的连接"),
			In("numbers from 0, each once", "编号从 0 开始，各一次"), fmt.Sprintf(In("number %d has none", "编号 %d 没有"), i))
	}
}

func (f *fan) live() (numbers []int) {
	for i, c := range f.calls {
		if !c.done {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// finishes has talk number i return.
func (f *fan) finishes(i int) {
	s, call := f.s, f.calls[i]
	f.waits()
	var err error
	switch f.d.Below(4) {
	case 0, 1:
		s.Then("talk %d returns nil", "talk %d 返回 nil", i)
	case 2:
		trouble := f.d.Trouble()
		err = trouble.Err
		s.Then("talk %d returns %s", "talk %d 返回 %s", i, trouble)
	case 3: // what looks like a good end, or like the consequence of another failure
		err = scene.One(f.d, io.EOF, context.Canceled, net.ErrClosed)
		s.Then("talk %d returns %v", "talk %d 返回 %v", i, err)
	}
	call.done = true
	call.orders <- order{err: err}
	s.Check(f.hungUp(call), In(
		"a talk has returned, and its connection is still open: close it then, whatever talk returned, and not when "+
			"all are over",
		"有个 talk 返回了，它的连接却还开着：不管返回什么，都要这时就关闭，不要等全部结束"),
		In("the server sees the end", "服务端看到了结尾"), In("it does not", "没有看到"))
	if err != nil && !f.any && f.over == nil {
		f.failed = err
	}
	if f.any = f.any || err != nil; f.any || f.over != nil {
		f.others(In(
			"a conversation failed: cancel the ctx of the others and close their connections, even if that failure "+
				"looks harmless",
			"有个通话失败了：要取消其余通话的 ctx，关闭它们的连接，哪怕这个失败看上去没什么要紧"))
		return
	}
	Settle()
	for _, i := range f.live() {
		s.Check(f.calls[i].ctx.Err() == nil, In(
			"a talk returned nil, and the ctx of another was cancelled: a good end ends nobody else",
			"一个 talk 返回了 nil，另一个的 ctx 却被取消了：正常的结束不影响别人"),
			In("it goes on", "它继续"), In("it is cancelled", "它被取消了"))
		s.Check(f.calls[i].hears(), In(
			"a talk returned nil, and the connection of another was closed: a good end ends nobody else",
			"一个 talk 返回了 nil，另一个的连接却被关闭了：正常的结束不影响别人"),
			In("it goes on", "它继续"), In("it is closed", "它被关闭了"))
	}
}

// ends has ctx end.
func (f *fan) ends(why error) {
	f.waits()
	f.over = why
	f.s.Then("ctx ends: %v", "ctx 结束：%v", why)
	f.ctx.End(why)
	f.others(In(
		"ctx has ended: the ctx of every talk ends with it, and their connections are closed",
		"ctx 结束了：每个 talk 的 ctx 跟着结束，它们的连接要关闭"))
}

// others ends the scene unless all who still talk are told to stop.
func (f *fan) others(why string) {
	for _, i := range f.live() {
		call := f.calls[i]
		select {
		case <-call.ctx.Done():
		case <-Enough():
			f.s.Check(false, why, fmt.Sprintf(In("the ctx of talk %d has ended", "talk %d 的 ctx 已经结束"), i),
				In("it has not", "没有"))
		}
		if !f.hungUp(call) {
			f.s.Check(false, why, fmt.Sprintf(In("the connection of talk %d is closed", "talk %d 的连接已经关闭"), i),
				In("it is open", "还开着"))
		}
	}
}

// hungUp waits until the server sees the end of a connection.
func (f *fan) hungUp(c *fanCall) bool {
	defer Bounded(c.server.SetReadDeadline)()
	_, err := io.Copy(io.Discard, c.server)
	if err != nil {
		NoteTimeout(err)
		return errors.Is(err, ConnectionReset)
	}
	return true
}

// waits ends the scene if FanOut has returned.
func (f *fan) waits() {
	if f.any || f.over != nil {
		Settle()
	}
	if f.at.HasReturned() {
		err := scene.Return(f.s, f.at, "")
		f.s.Check(false, In(
			"FanOut returned while one of its conversations went on: wait for all of them, also after a failure and "+
				"after the end of ctx",
			"还有通话没有结束，FanOut 就返回了：全部都要等，有失败时、ctx 结束时也一样"),
			In("it waits", "它还在等"), fmt.Sprintf(In("it returned %s", "它返回了 %s"), scene.Told(err)))
	}
}

// returns looks at what FanOut returns in the end.
func (f *fan) returns() {
	s := f.s
	err := scene.Return(s, f.at, fanHangs())
	waiting := f.ctx.Waiting()
	switch {
	case !f.any:
		s.Check(err == nil, In(
			"every talk has returned nil, so nothing has failed, even if ctx has ended meanwhile: FanOut returns nil",
			"每个 talk 都返回了 nil，没有什么失败，哪怕这时 ctx 已经结束：FanOut 返回 nil"), "nil", scene.Told(err))
	case f.failed != nil:
		s.Check(errors.Is(err, f.failed), In(
			"errors.Is must find the first failure, whichever error it is, and whatever came after it, the end of "+
				"ctx, too: keep the first one, do not guess by its name which one it was",
			"errors.Is 要能找到第一个失败，不管是哪一种错误，也不管之后又来了什么（ctx 结束也算）：把第一个留住，不要凭名字去猜"),
			OneLine(f.failed), scene.Told(err))
	default:
		s.Check(errors.Is(err, f.over), In(
			"ctx ended first: errors.Is must find ctx.Err(), whatever the talks returned because of it",
			"先结束的是 ctx：不管 talk 因此返回了什么，errors.Is 都要能找到 ctx.Err()"), f.over.Error(), scene.Told(err))
	}
	s.Check(waiting == 0, In(
		"FanOut has returned, and something of it still waits for the end of ctx, which may be far away: take back "+
			"what context.AfterFunc or context.WithCancel have registered (stop, cancel)",
		"FanOut 已经返回，却还有东西在等 ctx 结束，而那也许要等很久：context.AfterFunc 和 context.WithCancel 登记的，都要取消（stop、cancel）"),
		In("nothing waits", "没有谁在等"), fmt.Sprintf("%d", waiting))
}
