package conversation_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	conversation "handshake/lessons/06-conversation"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// paper is what is printed to in a scene: it keeps every Write.
type paper struct {
	mu     sync.Mutex
	writes []string
	fails  int         // the first Write that fails, from 1; 0: none
	err    error       // what it fails with
	on     func(n int) // called for each Write that goes well, before it returns
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.writes = append(p.writes, string(b))
	if p.fails > 0 && len(p.writes) >= p.fails {
		return 0, p.err
	}
	if p.on != nil {
		p.on(len(p.writes))
	}
	return len(b), nil
}

// printed holds the Writes to the lines, one for one.
func (p *paper) printed(s *scene.Stage, lines ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, line := range lines {
		s.Check(i < len(p.writes), exactLines, scene.Quoted(line), In("no such line", "没有这一行"))
		why := wholeLines
		if strings.Join(p.writes, "") != strings.Join(lines, "") {
			why = asItCame
		}
		s.Same(why, p.writes[i], line)
	}
	s.Check(len(p.writes) == len(lines), earnedOnly,
		fmt.Sprintf(In("%d lines", "%d 行"), len(lines)), fmt.Sprintf("%.200q", p.writes))
}

var asItCame = In(
	"print what is true, letter for letter, and the words byte for byte as they came: no format of their own, no "+
		"blanks or line ends taken off, nothing quoted",
	"照实打印，一字不差；听到的话要一个字节也不改：不能拿它当格式串，不能去掉空格和换行，也不要加引号转义")

// told is an error that a scene shows.
func told(err error) string {
	if err == nil {
		return In("no error", "没有错误")
	}
	return OneLine(err)
}

// stranger is a caller from anywhere, and of a type that nobody knows.
type stranger struct {
	net.Conn
	from net.Addr
}

func (c *stranger) RemoteAddr() net.Addr { return c.from }

// halfStranger can be half-closed as well.
type halfStranger struct{ stranger }

func (c *halfStranger) CloseWrite() error {
	return c.Conn.(interface{ CloseWrite() error }).CloseWrite()
}

// call is a scene of Serve: a caller, the listener, the paper.
type call struct {
	s     *scene.Stage
	conn  *ScriptedConn
	other *ScriptedConn // who calls while the first is on the line
	ln    *ScriptedListener
	out   *paper
	hello string        // the line that says who called
	after time.Duration // when the caller calls
}

// from is where a caller may call from, and how Python writes that.
type from struct {
	host string
	port int
	py   string
}

// someoneCalls draws who calls and when; script is what the caller does.
func someoneCalls(d *scene.Dice, s *scene.Stage, script Script) *call {
	c := &call{s: s, conn: script.Conn(), other: Script{Says: []string{"me too"}, Ends: io.EOF}.Conn(), out: &paper{}}
	at := scene.One(d,
		from{"127.0.0.1", 51324, "('127.0.0.1', 51324)"},
		from{"10.1.2.3", 1, "('10.1.2.3', 1)"},
		from{"::1", 51324, "('::1', 51324, 0, 0)"},
		from{"2001:db8::1", 65535, "('2001:db8::1', 65535, 0, 0)"},
		from{"203.0.113.200", 8080, "('203.0.113.200', 8080)"},
		from{"1::2:3", 443, "('1::2:3', 443, 0, 0)"},
	)
	ip := net.ParseIP(at.host)
	if v4 := ip.To4(); v4 != nil {
		ip = v4
	}
	caller := stranger{c.conn, &net.TCPAddr{IP: ip, Port: at.port}}
	var conn net.Conn = &halfStranger{caller}
	if d.Sometimes() {
		conn = &caller
	}
	c.hello = "Connected by " + at.py + "\n"
	c.after = d.Time(0, 0, time.Second, 7*time.Second, 61*time.Minute)
	c.ln = Scripted(CallingAfter(c.after, conn), Calling(c.other))
	s.Finally(func() { _, _, _ = c.ln.Close(), c.conn.Close(), c.other.Close() })
	s.Takes(c.after)
	s.Given("somebody calls from %s, after %v", "有人从 %s 打来，在 %v 之后", at.host, c.after)
	return c
}

// nobodyCalls is a scene without a caller.
func nobodyCalls(s *scene.Stage, steps ...Step) *call {
	c := &call{s: s, conn: Script{}.Conn(), other: Script{}.Conn(), out: &paper{}, ln: Scripted(steps...)}
	s.Finally(func() { _, _ = c.ln.Close(), c.other.Close() })
	_ = c.conn.Close()
	return c
}

// served is how Serve ended, and what was open at that instant.
type served struct {
	err      error
	ln, conn bool
	at       time.Duration
}

// atOnce is how late a right answer may be: it may look now and then whether something has happened.
const atOnce = 100 * time.Millisecond

// serve has Serve at work, and holds it to what must be so in every case when it returns.
func (c *call) serve(ctx context.Context) served {
	s := c.s
	r := scene.Call(s, func() (r served) {
		r.err = conversation.Serve(LendContext(ctx), LendListener(c.ln), LendWriter(c.out))
		r.ln, r.conn, r.at = c.ln.Open(), c.conn.Open(), s.Now()
		return r
	}, In(
		"Serve should have returned: it waits for something that does not come",
		"Serve 早该返回了：它在等不会来的东西"))
	closed := In("closed when Serve returns", "在 Serve 返回时已经关闭")
	s.Check(!r.ln, ownsListener, In("ln is ", "ln ")+closed, In("it is still open", "它还开着"))
	s.Check(!r.conn, hangsUpToo, In("the connection is ", "连接")+closed, In("it is still open", "它还开着"))
	s.Check(c.ln.Asked() <= 1, In(
		"Serve has one conversation, with the first who calls: Accept is called once, and not again when it fails",
		"Serve 只和第一个打进来的人通一次话：Accept 只调用一次，出错了也不再调用"),
		In("one Accept", "一次 Accept"), fmt.Sprint(c.ln.Asked()))
	return r
}

// noLater holds the return to an instant.
func (r served) noLater(s *scene.Stage, than time.Duration) {
	s.Check(r.at <= than+atOnce, In(
		"Serve should have returned as soon as that was so, and went on waiting",
		"事情一成真，Serve 就该返回，它却还在等"), than.String(), r.at.String())
}

// said holds what the caller heard to the greeting, in one Write.
func (c *call) said() {
	c.s.Same(In(
		"all that the caller hears is Greeting, 14 bytes, and nothing else",
		"来电者听到的只有 Greeting 这 14 个字节，没有别的"), c.conn.Heard(), greeting)
	writes := 0
	for _, did := range c.conn.Calls() {
		if did.Op == "write" && did.Room > 0 {
			writes++
		}
	}
	c.s.Check(writes == 1, In(
		"the original client receives once: what leaves in two Writes may arrive as two pieces, so use one",
		"原来的客户端只接收一次：分两次 Write 发出去的，可能会分两段到达，所以要一次写完"),
		In("one Write", "一次 Write"), fmt.Sprint(writes))
}

// Serve's lines.
const (
	listeningLine = listening + "\n"
	closedLine    = serverClosed + "\n"
)

// pause is a silence, mostly none.
func pause(d *scene.Dice) time.Duration {
	return scene.One(d, 0, 0, 0, 0, time.Millisecond, 0, 0, 0, 1100*time.Millisecond)
}

// drawWords draws what a caller says, how it is cut, and the silence before each piece and the end.
func drawWords(d *scene.Dice) (words string, pieces []string, paces []time.Duration, all time.Duration) {
	words = d.Text(1024)
	switch d.Below(8) {
	case 1:
		words = string(d.Bytes(1024))
	case 2:
		words = strings.Repeat("谢", 341) + "!"
	}
	if words == "" {
		words = "x"
	}
	pieces = d.Pieces(words)
	paces = make([]time.Duration, len(pieces)+1)
	for range 3 {
		at, p := d.Below(len(paces)), pause(d)
		all += p - paces[at]
		paces[at] = p
	}
	return words, pieces, paces, all
}

// story tells what a caller says.
func story(s *scene.Stage, pieces []string, paces []time.Duration) {
	for i, piece := range pieces {
		if i == 4 {
			s.Then("… and so on, %d pieces in all", "……如此继续，一共 %d 段", len(pieces))
			break
		}
		if paces[i] > 0 {
			s.Then("it is silent for %v", "沉默 %v", paces[i])
		}
		s.Then("it says %s", "它说 %s", scene.Quoted(piece))
	}
}

// way is what may become of a conversation, and how often that is drawn.
type way struct {
	play  func(*scene.Dice, *scene.Stage)
	times int
}

// waysOfACall are what may become of Serve's conversation.
var waysOfACall = []way{
	{goesWellFor, 40}, {failsToHear, 25}, {failsToGreet, 10}, {failsToClose, 8}, {failsToPrint, 20},
	{failsToAccept, 16}, {saysTooMuch, 8}, {saysNothing, 4}, {ctxEnds, 24}, {ctxOverBefore, 4}, {ctxEndsAtLast, 4},
}

func goesWellFor(d *scene.Dice, s *scene.Stage) {
	words, pieces, paces, all := drawWords(d)
	if long := d.Time(0, 0, 0, 0, 0, 0, 0, 6*time.Minute); long > 0 {
		all += long - paces[0]
		paces[0] = long
	}
	c := someoneCalls(d, s, Script{Says: pieces, Paces: paces, Ends: io.EOF, AtOnce: d.Sometimes(), Bare: true})
	s.Takes(all)
	story(s, pieces, paces)
	s.Then("it finishes, %v later", "%v 之后，它说完了", paces[len(paces)-1])
	var open bool
	c.out.on = func(n int) { open = open || n == 4 && c.conn.Open() }
	ctx := Endless()
	r := c.serve(ctx)
	c.out.printed(s, listeningLine, c.hello, received+words+"\n", closedLine)
	s.Check(r.err == nil, goesWell, "nil", fmt.Sprint(r.err))
	s.Check(!open, closedBeforeTold, In("the connection is closed when the last line is printed", "打印最后一行时连接已经关闭"),
		In("it is still open", "它还开着"))
	c.said()
	r.noLater(s, c.after+all)
	Settle()
	s.Check(ctx.Waiting() == 0, waitsForCtx, In("nothing waits for ctx", "再没有什么在等 ctx"), fmt.Sprint(ctx.Waiting()))
}

// trouble is an error that is not one that ctx or a deadline of the student's own makes.
func trouble(d *scene.Dice) scene.Trouble {
	return d.Trouble(context.Canceled, context.DeadlineExceeded, os.ErrDeadlineExceeded, net.ErrClosed)
}

// failed says that err is the one that ended a conversation, and holds the lines to those before.
func (c *call) failed(r served, of error, lines ...string) {
	c.s.Kinds(In(
		"return the error that ended the conversation, itself or wrapped with %w: errors.Is must find its reason, and "+
			"no other; words of your own hide it",
		"要返回结束这次通话的那个错误，原样返回或者用 %w 包装：errors.Is 应当找得到它的原因，而且只有它；自己另写一句话，原因就找不到了"), r.err, of)
	c.out.printed(c.s, lines...)
}

func failsToHear(d *scene.Dice, s *scene.Stage) {
	_, pieces, paces, all := drawWords(d)
	t := trouble(d)
	if d.Below(4) == 3 {
		t = scene.Trouble{Err: io.ErrUnexpectedEOF} // as a TLS connection says that it was cut
	}
	c := someoneCalls(d, s, Script{
		Says: pieces, Paces: paces, Ends: t.Err, AtOnce: d.Sometimes(), Once: true, Bare: true,
	})
	s.Takes(all)
	story(s, pieces, paces)
	s.Then("then Read fails with %q", "接着 Read 失败：%q", OneLine(t.Err))
	r := c.serve(Endless())
	c.failed(r, t.Err, listeningLine, c.hello)
}

func failsToGreet(d *scene.Dice, s *scene.Stage) {
	t := trouble(d)
	c := someoneCalls(d, s, Script{
		Says: []string{"thanks"}, Ends: io.EOF, Breaks: t.Err, BreaksAfter: d.Below(14), Bare: true,
	})
	s.Then("the Write of the greeting fails with %v", "Write 问候语时失败：%v", t)
	r := c.serve(Endless())
	c.failed(r, t.Err, listeningLine, c.hello)
}

func failsToClose(d *scene.Dice, s *scene.Stage) {
	t := trouble(d)
	c := someoneCalls(d, s, Script{Says: []string{"thanks"}, Ends: io.EOF, CloseFails: t.Err, Bare: true})
	s.Then("it says \"thanks\" and finishes", "它说 \"thanks\"，然后说完了")
	s.Then("Close fails with %v", "Close 失败：%v", t)
	r := c.serve(Endless())
	c.failed(r, t.Err, listeningLine, c.hello, received+"thanks\n")
}

func failsToPrint(d *scene.Dice, s *scene.Stage) {
	t, n := trouble(d), 1+d.Below(4)
	script := Script{Says: []string{"thanks"}, Ends: io.EOF, Bare: true}
	if n < 3 {
		script = Script{} // on the line, silent
	}
	c := someoneCalls(d, s, script)
	c.out.fails, c.out.err = n, t.Err
	s.Given("line %d cannot be printed: %v", "第 %d 行打印不出来：%v", n, t)
	r := c.serve(Endless())
	c.failed(r, t.Err, []string{listeningLine, c.hello, received + "thanks\n", closedLine}[:n]...)
}

func failsToAccept(d *scene.Dice, s *scene.Stage) {
	t := d.Trouble(context.Canceled, context.DeadlineExceeded, os.ErrDeadlineExceeded)
	if d.Sometimes() {
		t = scene.Trouble{Err: TooManyFiles()} // lesson 03 asked again
	}
	if d.Below(4) == 3 {
		t = scene.Trouble{Err: io.EOF}
	}
	other := Script{Says: []string{"thanks"}, Ends: io.EOF}.Conn()
	c := nobodyCalls(s, Failing(t.Err, 1), Calling(other))
	s.Then("Accept fails with %v", "Accept 失败：%v", OneLine(t.Err))
	r := c.serve(Endless())
	c.failed(r, t.Err, listeningLine)
}

func saysTooMuch(d *scene.Dice, s *scene.Stage) {
	words := scene.One(d, strings.Repeat("x", 1025), strings.Repeat("谢", 342), strings.Repeat(" ", 1025),
		strings.Repeat("x", 5000))
	c := someoneCalls(d, s, Script{Says: InPieces(words, scene.One(d, 2000, 512, 1024, 1025))}) // and stays on the line
	s.Then("it says %s, and does not finish", "它说 %s，还没说完", scene.Quoted(words))
	r := c.serve(Endless())
	s.Check(r.err != nil && !errors.Is(r.err, io.ErrUnexpectedEOF) && !errors.Is(r.err, io.EOF), In(
		"more than 1024 bytes is an error at once, and one of its own: nothing has ended too early",
		"超过 1024 字节，立刻就是错误，而且是另一种错误：并没有什么结束得太早"),
		In("an error, not io.ErrUnexpectedEOF", "一个错误，不是 io.ErrUnexpectedEOF"), told(r.err))
	c.out.printed(s, listeningLine, c.hello)
	r.noLater(s, c.after)
}

func saysNothing(d *scene.Dice, s *scene.Stage) {
	c := someoneCalls(d, s, Script{
		Says: scene.One(d, nil, []string{""}), Ends: io.EOF, Paces: []time.Duration{pause(d)},
	})
	s.Takes(2 * time.Second)
	s.Then("it finishes without a word", "它一言不发就说完了")
	r := c.serve(Endless())
	s.Kinds(In(
		"no words is no answer: return io.ErrUnexpectedEOF, itself or wrapped with %w, and nothing else",
		"什么都没说不等于回答：返回 io.ErrUnexpectedEOF，原样返回或者用 %w 包装，不要带上别的"), r.err, io.ErrUnexpectedEOF)
	c.out.printed(s, listeningLine, c.hello)
}

// errCause is why a ctx was ended; nobody has asked for that.
var errCause = errors.Join(errors.New("the operator pulled the plug"), io.EOF, ConnectionRefused)

// ending draws a ctx that ends after t, and what its Err will be.
func ending(d *scene.Dice, s *scene.Stage, t time.Duration) (context.Context, error) {
	watched := Endless()
	switch d.Below(4) {
	case 1:
		s.Given("ctx has a deadline in %v", "ctx 的截止时间在 %v 之后", t)
		ctx, cancel := context.WithTimeoutCause(context.Background(), t, errCause)
		s.Finally(cancel)
		return ctx, context.DeadlineExceeded
	case 2:
		s.Given("ctx is cancelled after %v, with a cause", "ctx 在 %v 之后取消，还带着 cause", t)
		ctx, cancel := context.WithCancelCause(context.Background())
		timer := time.AfterFunc(t, func() { cancel(errCause) })
		s.Finally(func() { timer.Stop(); cancel(nil) })
		return ctx, context.Canceled
	}
	s.Given("ctx is cancelled after %v", "ctx 在 %v 之后取消", t)
	timer := time.AfterFunc(t, func() { watched.End(context.Canceled) })
	s.Finally(func() { timer.Stop() })
	return watched, context.Canceled
}

// becauseOf holds err to be the end of ctx, and no more than that.
func becauseOf(s *scene.Stage, err, of error) {
	s.Kinds(becauseOfCtx, err, of, net.ErrClosed, os.ErrDeadlineExceeded)
	s.Check(!errors.Is(err, errCause), In(
		"the contract asks for ctx.Err(): context.Cause(ctx) is something else",
		"约定要的是 ctx.Err()，context.Cause(ctx) 是另一回事"), OneLine(of), OneLine(err))
}

func ctxEnds(d *scene.Dice, s *scene.Stage) {
	t := d.Time(time.Second, 10*time.Millisecond, 90*time.Second)
	where := d.Below(4)
	script := Script{Hears: 1} // waits for the greeting, and then is silent
	switch where {
	case 1:
		script.Says = []string{"tha"}
	case 2:
		script.Deaf = true
	}
	var c *call
	var lines []string
	if where == 3 {
		c, lines = nobodyCalls(s), []string{listeningLine}
	} else {
		c = someoneCalls(d, s, script)
		lines = []string{listeningLine, c.hello}
	}
	switch where {
	case 1:
		s.Then("it says \"tha\" and no more", "它说了 \"tha\"，就不再说了")
	case 2:
		s.Then("it reads nothing, so that the Write of the greeting waits", "它什么也不读，Write 问候语时一直等着")
	case 3:
		s.Given("nobody calls", "没有人打来")
	default:
		s.Then("it says nothing", "它什么也不说")
	}
	ctx, of := ending(d, s, c.after+t)
	s.Takes(t)
	r := c.serve(ctx)
	becauseOf(s, r.err, of)
	r.noLater(s, c.after+t)
	c.out.printed(s, lines...)
}

func ctxOverBefore(d *scene.Dice, s *scene.Stage) {
	c := someoneCalls(d, s, Script{Says: []string{"thanks"}, Ends: io.EOF})
	c.ln = Scripted(Calling(c.conn))
	of := scene.One(d, context.Canceled, context.DeadlineExceeded)
	ctx := Endless()
	ctx.End(of)
	s.Given("ctx is over, and the caller is waiting already", "ctx 已经结束，来电者早就等在那里")
	r := c.serve(ctx)
	becauseOf(s, r.err, of)
	s.Same(In(
		"ctx was over before Serve began, so nobody is greeted: context.AfterFunc works in a goroutine and may come "+
			"too late, so ask ctx.Err() first",
		"Serve 还没开始，ctx 就已经结束，不该问候任何人：context.AfterFunc 在另一个 goroutine 里执行，可能来不及，所以要先问 ctx.Err()"),
		c.conn.Heard(), "")
}

func ctxEndsAtLast(d *scene.Dice, s *scene.Stage) {
	c := someoneCalls(d, s, Script{Says: []string{"thanks"}, Ends: io.EOF})
	ctx := Endless()
	c.out.on = func(n int) {
		if n == 4 {
			ctx.End(context.Canceled)
		}
	}
	s.Then("it says \"thanks\" and finishes", "它说 \"thanks\"，然后说完了")
	s.Then("while the last line is printed, ctx ends", "打印最后一行的时候，ctx 结束了")
	r := c.serve(ctx)
	s.Check(r.err == nil, In(
		"all was said, closed and printed when ctx ended: this conversation went well, so do not ask ctx once more",
		"ctx 结束的时候，话说完了，连接关了，最后一行也打印了：这次通话很顺利，不要再去问 ctx"), "nil", fmt.Sprint(r.err))
	c.out.printed(s, listeningLine, c.hello, received+"thanks\n", closedLine)
}
