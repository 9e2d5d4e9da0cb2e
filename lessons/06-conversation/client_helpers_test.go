package conversation_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	conversation "handshake/lessons/06-conversation"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// home is a listener of the spec's own that a scene may have Call dial.
type home struct {
	ln   *net.TCPListener
	addr string
}

// homes are listeners at the addresses that this machine has.
func homes(s *scene.Stage) (all []home) {
	for _, host := range []string{"127.0.0.1", "::1", "127.0.0.2"} {
		ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			continue
		}
		s.Finally(func() { _ = ln.Close() })
		all = append(all, home{ln.(*net.TCPListener), ln.Addr().String()})
	}
	return all
}

// dial is a scene of Call: the server, and the paper.
type dial struct {
	s   *scene.Stage
	at  home
	out *paper

	server    atomic.Pointer[net.TCPConn] // once it has accepted
	connected chan struct{}               // closed when the first line is printed
	played    chan struct{}               // closed when the server has played its part, and then:
	heard     string                      // what the server has heard to the end
	end       error                       // and how it ended; nil for a FIN
}

func dialsHome(d *scene.Dice, s *scene.Stage) *dial {
	p := &dial{s: s, at: scene.One(d, homes(s)...), out: &paper{}}
	p.connected, p.played = make(chan struct{}), make(chan struct{})
	p.out.on = func(n int) {
		if n == 1 {
			close(p.connected)
		}
	}
	s.Given("a server listens at %s", "服务端在 %s 监听", strings.TrimRight(p.at.addr, "0123456789")+"…")
	return p
}

// on has do called when line n is printed, too.
func (p *dial) on(n int, do func()) {
	before := p.out.on
	p.out.on = func(line int) {
		before(line)
		if line == n {
			do()
		}
	}
}

// calls has Call at work, and the server play meanwhile. It holds Call to what must be so in every
// case when it returns.
func (p *dial) calls(ctx context.Context, play func(server *net.TCPConn)) error {
	s := p.s
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		defer Bounded(p.at.ln.SetDeadline)()
		conn, err := p.at.ln.Accept()
		if err != nil {
			close(p.played)
			return
		}
		p.server.Store(conn.(*net.TCPConn))
		play(conn.(*net.TCPConn))
		close(p.played)
		<-gone
		_ = conn.Close()
	}()
	s.Finally(func() { <-done })
	s.Finally(func() { _ = p.at.ln.Close() })
	s.Finally(func() { close(gone) })
	s.Finally(func() {
		if conn := p.server.Load(); conn != nil {
			_ = conn.SetDeadline(time.Unix(1, 0))
		}
	})
	type called struct {
		err  error
		open bool
	}
	r := scene.Call(s, func() (r called) {
		r.err = conversation.Call(LendContext(ctx), p.at.addr, LendWriter(p.out))
		r.open = p.open()
		return r
	}, In(
		"Call should have returned: it waits for something that does not come",
		"Call 早该返回了：它在等不会来的东西"))
	s.Check(!r.open, callHangsUp,
		In("the connection is closed when Call returns", "Call 返回时连接已经关闭"), In("it is still open", "它还开着"))
	return r.err
}

// open reports whether Call's end of the connection is open. Once both have finished, the kernel does
// not know any more who was at the other end.
func (p *dial) open() bool {
	own := ""
	if server := p.server.Load(); server != nil {
		own = server.RemoteAddr().String()
	}
	return Holds(own, p.at.addr)
}

// hear reads what the client says, to its end.
func (p *dial) hear(server *net.TCPConn) {
	defer Bounded(server.SetReadDeadline)()
	all, err := io.ReadAll(server)
	p.heard, p.end = string(all), err
}

// thanked holds what the server has heard to the thanks and a FIN.
func (p *dial) thanked() {
	<-p.played
	p.s.Same(In(
		"all that the server hears is Thanks, 18 bytes, and nothing else",
		"服务端听到的只有 Thanks 这 18 个字节，没有别的"), p.heard, thanks)
	p.s.Check(p.end == nil, In("then your FIN is due", "接着就该发出你的 FIN"), "FIN", told(p.end))
}

// once holds Call to a single dial: the next who calls is the spec itself.
func (p *dial) once() {
	me, err := DialBounded(p.at.addr)
	if err != nil {
		return
	}
	defer me.Close()
	defer Bounded(p.at.ln.SetDeadline)()
	next, err := p.at.ln.Accept()
	if err != nil {
		return
	}
	defer next.Close()
	p.s.Check(next.RemoteAddr().String() == me.LocalAddr().String(), In(
		"Call dials once: to try again is for its caller to decide",
		"Call 只拨一次号：要不要再试，由它的调用者决定"),
		In("one call", "一次来电"), In("a second one", "又来了一次"))
}

// Call's lines.
const (
	connectLine = connected + "\n"
	hangUpLine  = clientClosed + "\n"
)

// oddGreetings are of 14 bytes, each.
var oddGreetings = []string{
	"Hello, Client!", " 100%% %d \t\r\n ", "              ", "\x00\xff\xfe\n\r\n%s!\x00\t   ", "谢谢你 \r\n\r ",
	"a!b!c!d!e!f!g!",
}

func saysAll(conn *net.TCPConn, pieces []string) {
	for _, piece := range pieces {
		_, _ = io.WriteString(conn, piece)
	}
}

// waysOfADial are what may become of Call's conversation, and how often that is drawn.
var waysOfADial = []way{
	{thanksWell, 16}, {serverLeaves, 5}, {serverTears, 5}, {serverTearsLate, 3}, {serverTearsAtThanks, 3},
	{serverTalksOn, 5}, {serverTalksLate, 5}, {cannotPrint, 9}, {ctxEndsAtGreeting, 6}, {ctxEndsAtGoodbye, 5},
	{ctxEndsAtClosed, 4}, {nobodyThere, 4}, {refusedOnce, 2},
}

func thanksWell(d *scene.Dice, s *scene.Stage) {
	words := scene.One(d, oddGreetings...)
	if d.Below(3) == 2 {
		words = string(d.Bytes(len(greeting)))
	}
	pieces := d.Pieces(words)
	p := dialsHome(d, s)
	s.Then("the server says %q, hears your thanks and your FIN, and finishes", "服务端说 %q，听到你的致谢和 FIN，然后说完了",
		pieces)
	var open bool
	p.on(3, func() { open = p.open() })
	ctx := Endless()
	err := p.calls(ctx, func(server *net.TCPConn) {
		saysAll(server, pieces)
		p.hear(server)
		_ = server.CloseWrite()
	})
	p.out.printed(s, connectLine, received+words+"\n", hangUpLine)
	s.Check(err == nil, goesWell, "nil", fmt.Sprint(err))
	p.thanked()
	s.Check(!open, closedBeforeTold, In("the connection is closed when the last line is printed", "打印最后一行时连接已经关闭"),
		In("it is still open", "它还开着"))
	Settle()
	s.Check(ctx.Waiting() == 0, waitsForCtx,
		In("nothing waits for ctx", "再没有什么在等 ctx"), fmt.Sprint(ctx.Waiting()))
	p.once()
}

var (
	closedBeforeTold = In(
		"close first, then say so: a deferred Close, or one in a goroutine, comes after the line",
		"先关闭，再说关闭了：defer 的 Close、goroutine 里的 Close，都在打印之后才发生")
	waitsForCtx = In(
		"a function of yours still waits for the end of ctx: call the stop that context.AfterFunc returns, and the "+
			"cancel of every context that you derive; defer does both",
		"你的函数还挂在 ctx 上等它结束：context.AfterFunc 返回的 stop、派生出来的 context 的 cancel，都要调用；用 defer 就行")
)

// part draws the beginning of a greeting.
func part(d *scene.Dice) string { return greeting[:scene.One(d, 5, 0, 1, 13, 7)] }

func serverLeaves(d *scene.Dice, s *scene.Stage) {
	said := part(d)
	p := dialsHome(d, s)
	s.Then("the server says %q and finishes", "服务端说 %q，然后说完了", said)
	err := p.calls(Endless(), func(server *net.TCPConn) {
		_, _ = io.WriteString(server, said)
		_ = server.CloseWrite()
		p.hear(server)
	})
	s.Kinds(In(
		"the server hung up before all 14 bytes were there: that is io.ErrUnexpectedEOF and nothing else, also when "+
			"not one byte has come",
		"14 个字节还没齐，服务端就挂断了：这是 io.ErrUnexpectedEOF，而且只是它；一个字节也没有来，同样如此"), err, io.ErrUnexpectedEOF)
	p.out.printed(s, connectLine)
	p.once()
}

// reset holds err to a reset: by either of its names.
func reset(s *scene.Stage, err error) {
	why := In(
		"the server reset the connection: return the error of the Read or Write that met it, itself or wrapped with "+
			"%w; errors.Is must find the reset in it",
		"服务端复位了连接：碰上它的那次 Read 或 Write 返回什么错误，就返回什么，原样返回或者用 %w 包装；errors.Is 应当找得到复位")
	switch {
	case runtime.GOOS == "windows":
		s.Check(err != nil, why, "WSAECONNRESET", In("no error", "没有错误"))
	case errors.Is(err, syscall.EPIPE):
		s.Kinds(why, err, syscall.EPIPE, ConnectionReset)
	default:
		s.Kinds(why, err, ConnectionReset)
	}
}

func serverTears(d *scene.Dice, s *scene.Stage) {
	said := part(d)
	p := dialsHome(d, s)
	s.Then("the server says %q", "服务端说 %q", said)
	s.Then("once you have printed that you are connected, it sends a RST", "等你打印出已经连上，它就发来 RST")
	err := p.calls(Endless(), func(server *net.TCPConn) {
		_, _ = io.WriteString(server, said)
		await(p.connected)
		Vanish(server)
	})
	reset(s, err)
	p.out.printed(s, connectLine)
	p.once()
}

// await waits for something that happens at once, if it ever does.
func await(happened <-chan struct{}) {
	select {
	case <-happened:
	case <-Enough():
	}
}

func serverTearsLate(d *scene.Dice, s *scene.Stage) {
	p := dialsHome(d, s)
	s.Then("the server greets, hears your thanks and your FIN, and sends a RST", "服务端问好，听到你的致谢和 FIN，然后发来 RST")
	err := p.calls(Endless(), func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting)
		p.hear(server)
		Vanish(server)
	})
	reset(s, err)
	p.thanked()
	p.out.printed(s, connectLine, received+greeting+"\n")
	p.once()
}

func serverTearsAtThanks(d *scene.Dice, s *scene.Stage) {
	p := dialsHome(d, s)
	s.Then("the server greets", "服务端问好")
	s.Then("while you print the greeting, it sends a RST", "你正打印问候语，它发来 RST")
	p.on(2, func() { Vanish(p.server.Load()) })
	err := p.calls(Endless(), func(server *net.TCPConn) { _, _ = io.WriteString(server, greeting) })
	reset(s, err)
	p.out.printed(s, connectLine, received+greeting+"\n")
}

// tooMuch holds err to that of a server that talks on, and what is printed to what is true.
func (p *dial) tooMuch(err error) {
	p.s.Check(err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF), In(
		"one byte more than the greeting is an error, and one of its own: nothing has ended too early",
		"比问候语多一个字节就是错误，而且是另一种错误：并没有什么结束得太早"),
		In("an error, not io.ErrUnexpectedEOF", "一个错误，不是 io.ErrUnexpectedEOF"), told(err))
	p.s.Check(!strings.Contains(strings.Join(p.out.writes, ""), clientClosed), earnedOnly,
		In("no line that it is closed", "没有打印连接已关闭"), fmt.Sprintf("%q", p.out.writes))
}

func serverTalksOn(d *scene.Dice, s *scene.Stage) {
	more := scene.One(d, "!", "\n", " ", "\x00", "P.S.")
	p := dialsHome(d, s)
	s.Then("the server says %q, and keeps the line open", "服务端说 %q，线还开着", greeting+more)
	p.tooMuch(p.calls(Endless(), func(server *net.TCPConn) { _, _ = io.WriteString(server, greeting+more) }))
}

func serverTalksLate(d *scene.Dice, s *scene.Stage) {
	more := scene.One(d, "!", "\n", " ", "\x00", "P.S.")
	p := dialsHome(d, s)
	s.Then("the server greets, and hears your thanks and your FIN", "服务端问好，听到你的致谢和 FIN")
	s.Then("it says %q, and keeps the line open", "它又说 %q，线还开着", more)
	p.tooMuch(p.calls(Endless(), func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting)
		p.hear(server)
		_, _ = io.WriteString(server, more)
	}))
	p.thanked()
}

func cannotPrint(d *scene.Dice, s *scene.Stage) {
	t, n := trouble(d), 1+d.Below(3)
	p := dialsHome(d, s)
	p.out.fails, p.out.err = n, t.Err
	s.Given("line %d cannot be printed: %v", "第 %d 行打印不出来：%v", n, t)
	s.Then("the server greets, and keeps the line open until it has heard your FIN", "服务端问好，然后开着线，直到听到你的 FIN")
	err := p.calls(Endless(), func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting[:min(len(greeting), 14*(n-1))])
		p.hear(server)
		_ = server.CloseWrite()
	})
	s.Kinds(In(
		"what cannot be printed ends the conversation: return the error of out's Write, itself or wrapped with %w",
		"打印不出来，通话就此结束：返回 out 的 Write 的错误，原样返回或者用 %w 包装"), err, t.Err)
	p.out.printed(s, []string{connectLine, received + greeting + "\n", hangUpLine}[:n]...)
	if n < 3 {
		<-p.played
		s.Same(In(
			"the line could not be printed, and still your client went on with the conversation",
			"那一行打印不出来，你的客户端却还在继续通话"), p.heard, "")
	}
}

// ends draws a ctx that ends when the returned function is called, and what its Err will be.
func ends(d *scene.Dice, s *scene.Stage) (ctx context.Context, end func(), of error) {
	switch d.Below(3) {
	case 1:
		s.Given("ctx is to end with a cause", "ctx 会带着 cause 结束")
		ctx, cancel := context.WithCancelCause(context.Background())
		s.Finally(func() { cancel(nil) })
		return ctx, func() { cancel(errCause) }, context.Canceled
	case 2:
		s.Given("ctx is to end with context.DeadlineExceeded", "ctx 会以 context.DeadlineExceeded 结束")
		watched := Endless()
		return watched, func() { watched.End(context.DeadlineExceeded) }, context.DeadlineExceeded
	}
	watched := Endless()
	return watched, func() { watched.End(context.Canceled) }, context.Canceled
}

func ctxEndsAtGreeting(d *scene.Dice, s *scene.Stage) {
	said := part(d)
	p := dialsHome(d, s)
	ctx, end, of := ends(d, s)
	s.Then("the server says %q", "服务端说 %q", said)
	s.Then("once you have printed that you are connected, ctx ends", "等你打印出已经连上，ctx 就结束")
	err := p.calls(ctx, func(server *net.TCPConn) {
		_, _ = io.WriteString(server, said)
		await(p.connected)
		end()
	})
	becauseOf(s, err, of)
	p.out.printed(s, connectLine)
}

func ctxEndsAtGoodbye(d *scene.Dice, s *scene.Stage) {
	p := dialsHome(d, s)
	ctx, end, of := ends(d, s)
	s.Then("the server greets, and hears your thanks and your FIN", "服务端问好，听到你的致谢和 FIN")
	s.Then("ctx ends", "ctx 结束")
	err := p.calls(ctx, func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting)
		p.hear(server)
		end()
	})
	becauseOf(s, err, of)
	p.out.printed(s, connectLine, received+greeting+"\n")
}

func ctxEndsAtClosed(d *scene.Dice, s *scene.Stage) {
	p := dialsHome(d, s)
	ctx, end, _ := ends(d, s)
	s.Then("the conversation goes well", "通话很顺利")
	s.Then("while the last line is printed, ctx ends", "打印最后一行的时候，ctx 结束了")
	p.on(3, end)
	err := p.calls(ctx, func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting)
		p.hear(server)
		_ = server.CloseWrite()
	})
	s.Check(err == nil, In(
		"all was said, closed and printed when ctx ended: this conversation went well, so do not ask ctx once more",
		"ctx 结束的时候，话说完了，连接关了，最后一行也打印了：这次通话很顺利，不要再去问 ctx"), "nil", fmt.Sprint(err))
	p.out.printed(s, connectLine, received+greeting+"\n", hangUpLine)
}

func nobodyThere(d *scene.Dice, s *scene.Stage) {
	addr := scene.One(d, "127.0.0.1", "[::1", "127.0.0.1:no-such-port", "127.0.0.1:70000")
	s.Given("addr is %q", "addr 是 %q", addr)
	out := &paper{}
	err := scene.Call(s, func() error {
		return conversation.Call(LendContext(Endless()), addr, LendWriter(out))
	}, In("nobody can be dialed there, and Call has not returned", "那里没法拨号，Call 却还没有返回"))
	s.Check(err != nil && !errors.Is(err, ConnectionRefused), In(
		"this is no address, and nobody has refused anything: return what Dial says",
		"这不是地址，也没有谁拒绝过：Dial 返回什么错误，就返回什么"),
		In("an error, not ECONNREFUSED", "一个错误，不是 ECONNREFUSED"), told(err))
	out.printed(s)
}

// countingContext counts how often a dialer looks into it for somebody to tell of its dials.
type countingContext struct {
	*WatchedContext
	asked atomic.Int32
}

func (c *countingContext) Value(key any) any {
	if strings.HasSuffix(fmt.Sprintf("%T", key), "TraceKey") {
		c.asked.Add(1)
	}
	return nil
}

func refusedOnce(d *scene.Dice, s *scene.Stage) {
	p := dialsHome(d, s)
	well := &countingContext{WatchedContext: Endless()}
	err := p.calls(well, func(server *net.TCPConn) {
		_, _ = io.WriteString(server, greeting)
		p.hear(server)
		_ = server.CloseWrite()
	})
	s.Check(err == nil, goesWell, "nil", fmt.Sprint(err))
	_ = p.at.ln.Close()
	s.Then("a first conversation goes well, and the server is closed", "第一次通话很顺利，然后服务端关闭了")
	s.Then("Call is asked to call there again", "再让 Call 打到那里")
	refused := &countingContext{WatchedContext: Endless()}
	_ = scene.Call(s, func() error {
		return conversation.Call(LendContext(refused), p.at.addr, LendWriter(&paper{}))
	}, In("nobody listens there, and Call has not returned", "那里没有人监听，Call 却还没有返回"))
	s.Check(refused.asked.Load() <= well.asked.Load(), In(
		"Call dials once, also when it is refused: to try again is for its caller to decide",
		"Call 只拨一次号，被拒绝了也一样：要不要再试，由它的调用者决定"), In("one dial", "拨一次号"), In("more", "不止一次"))
}

// dueContext is a context whose deadline comes before it says so itself, as a dialer, which keeps
// the deadline on a clock of its own, sees it now and then.
type dueContext struct {
	*WatchedContext
	due time.Time
}

func (c *dueContext) Deadline() (time.Time, bool) { return c.due, true }
