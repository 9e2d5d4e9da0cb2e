package manyclients_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	manyclients "handshake/lessons/10-many-clients"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// exchange is a listener that a scene plays. It may be used by several goroutines.
type exchange struct {
	mu      sync.Mutex
	calls   []net.Conn
	trouble error         // what Accept fails with,
	times   int           // so often,
	lasts   time.Duration // or for so long from the first time
	over    error         // what Accept returns for good
	row     []time.Time   // the calls of Accept since the first that failed
	failed  int           // how many of them failed
	passed  bool          // and then one did not
	spins   bool          // it has been asked too often, and says nothing any more
	closes  int           // calls of Close
	changed chan struct{} // closed when anything above changes
}

// tooOften is how often Accept may fail in one instant. Nobody who waits comes near it.
const tooOften = 100

func newExchange() *exchange { return &exchange{changed: make(chan struct{})} }

func (x *exchange) change(how func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	how()
	close(x.changed)
	x.changed = make(chan struct{})
}

func (x *exchange) Accept() (net.Conn, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	now := time.Now()
	if x.failed > 0 && !x.passed {
		x.row = append(x.row, now)
	}
	for {
		switch {
		case x.trouble != nil && x.over == nil && x.isBad(now):
			return nil, x.trouble
		case x.over != nil:
			return nil, x.over
		case len(x.calls) > 0 && !x.spins:
			conn := x.calls[0]
			x.calls, x.passed = x.calls[1:], true
			return conn, nil
		}
		changed := x.changed
		x.mu.Unlock()
		<-changed
		x.mu.Lock()
		now = time.Now()
	}
}

// isBad reports whether this call of Accept fails. The caller holds mu.
func (x *exchange) isBad(now time.Time) bool {
	if x.spins || x.failed >= max(x.times, 1) && (len(x.row) == 0 || now.Sub(x.row[0]) >= x.lasts) {
		return false
	}
	if x.failed == 0 {
		x.row = append(x.row, now)
	}
	x.failed++
	if at := len(x.row) - tooOften; at >= 0 && x.row[at].Equal(now) {
		x.spins = true
		return false
	}
	return true
}

func (x *exchange) Close() error {
	x.change(func() { x.closes++ })
	return nil
}

func (x *exchange) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1).To4(), Port: 7} }

// caller is one of a scene's, and what has become of the conversation. Each has an address of its own.
type caller struct {
	*ScriptedConn
	from       net.Addr
	slowly     time.Duration // how long Close takes
	whenClosed func()

	ends    chan func() // how the Handler comes to its end
	begun   bool
	again   bool // Handler was called with it more than once
	over    bool
	touched string // what was done to the connection while its Handler talked
}

// aCaller is the one with this number.
func aCaller(number int) *caller {
	return &caller{
		ScriptedConn: Script{}.Conn(), ends: make(chan func(), 1),
		from: &net.TCPAddr{IP: net.IPv4(192, 0, 2, byte(number>>8)).To4(), Port: 1024 + number},
	}
}

func (c *caller) LocalAddr() net.Addr  { return c.from }
func (c *caller) RemoteAddr() net.Addr { return c.from }

func (c *caller) Close() error {
	if c.slowly > 0 && c.Open() {
		<-time.After(c.slowly)
	}
	err := c.ScriptedConn.Close()
	if err == nil {
		c.whenClosed()
	}
	return err
}

// look is what was done to a caller's connection up to now.
type look struct {
	finished, closed bool
	closedAt         time.Time
	deadlines        int // that were set and are no zero time
}

func (c *caller) look() look {
	now := look{finished: c.Finished(), closed: !c.Open()}
	for _, call := range c.Calls() {
		switch {
		case call.Op == "close" && call.Err == nil:
			now.closedAt = call.At
		case strings.HasSuffix(call.Op, "deadline") && call.Err == nil && !call.By.IsZero():
			now.deadlines++
		}
	}
	return now
}

// office is a scene with a Server.
type office struct {
	d      *scene.Dice
	s      *scene.Stage
	server *manyclients.Server
	limit  int // of conversations; 0 or less: none

	mu      sync.Mutex
	by      map[string]*caller
	open    int // connections that a Handler was given, and that nobody has closed
	crowded int // the most of them

	ln      *exchange
	serve   *Running[error]
	callers []*caller
	past    error // the trouble that there has been
}

// playServe is a scene in which callers come, talk and leave, and a listener is in trouble.
func playServe(d *scene.Dice, s *scene.Stage) {
	o := &office{d: d, s: s, by: map[string]*caller{}}
	o.limit = scene.One(d, 1, 0, 2, 3, 7, -1)
	s.Given("MaxConns is %d", "MaxConns 是 %d", o.limit)
	o.server = &manyclients.Server{MaxConns: o.limit, Handler: o.handler}
	s.Finally(o.goHome)
	for act := range 1 + d.Below(2) {
		if act > 0 {
			s.Then("Serve is called again, with another listener", "再次调用 Serve，换一个监听器")
		}
		o.ln, o.past = newExchange(), nil
		ln := LendListener(o.ln)
		o.serve = Start(func() error { return o.server.Serve(ln) })
		Settle()
		for range d.Below(14) {
			o.step()
			o.holds()
		}
		o.closes()
	}
	s.Nothing(In(
		"Serve has returned: no goroutine of yours may be left", "Serve 已经返回：你的 goroutine 一个也不能留下"))
}

// handler is the Server's.
func (o *office) handler(conn net.Conn) {
	who := ""
	if addr := conn.RemoteAddr(); addr != nil {
		who = addr.String()
	}
	o.mu.Lock()
	c := o.by[who]
	if c == nil || c.begun {
		if c != nil {
			c.again = true
		}
		o.mu.Unlock()
		return
	}
	c.begun = true
	o.open++
	o.crowded = max(o.crowded, o.open)
	o.mu.Unlock()
	end := <-c.ends
	if end == nil {
		return
	}
	switch now := c.look(); {
	case now.closed || now.finished:
		c.touched = In("it was closed", "它被关闭了")
	case now.deadlines > 0:
		c.touched = In("a deadline was set on it", "它被设了截止时间")
	}
	end()
}

func (o *office) step() {
	talking, waiting := o.now()
	if len(talking) == 0 {
		scene.One(o.d, o.rings, o.timePasses, o.trouble)()
		return
	}
	full := o.limit > 0 && len(talking)+waiting >= o.limit
	scene.One(o.d, o.rings, o.hangsUp, o.timePasses, o.rings, o.panics, o.hangsUp, func() {
		if !full { // who waits for a seat need not ask
			o.trouble()
		}
	})()
}

// now is who talks by the model, and how many wait.
func (o *office) now() (talking []*caller, waiting int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, c := range o.callers {
		switch {
		case c.over:
		case c.begun:
			talking = append(talking, c)
		default:
			waiting++
		}
	}
	return talking, waiting
}

// rings has callers come, all at once.
func (o *office) rings() {
	n := scene.One(o.d, 1, 2, 5, 12)
	if o.limit <= 0 && n == 12 {
		n = 400
	}
	if n == 1 {
		o.s.Then("somebody calls", "有人打进来")
	} else {
		o.s.Then("%d call at the same time", "同时有 %d 个人打进来", n)
	}
	slowly := scene.One(o.d, 0, time.Second)
	var conns []net.Conn
	o.mu.Lock()
	for range n {
		c := aCaller(len(o.by))
		c.slowly, c.whenClosed = slowly, func() { o.hasClosed(c) }
		o.by[c.from.String()] = c
		o.callers = append(o.callers, c)
		conns = append(conns, c)
	}
	o.mu.Unlock()
	o.ln.change(func() { o.ln.calls = append(o.ln.calls, conns...) })
	Settle()
}

func (o *office) hasClosed(c *caller) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if c.begun {
		o.open--
	}
}

// hangsUp has one Handler return.
func (o *office) hangsUp() {
	talking, _ := o.now()
	c := scene.One(o.d, talking...)
	if o.d.Below(3) == 2 {
		o.s.Then("a Handler closes its connection itself, and returns", "有个 Handler 自己关闭了连接，然后返回")
		o.ends(c, func() { _ = c.Close() })
		return
	}
	o.s.Then("a Handler returns", "有个 Handler 返回了")
	o.ends(c, func() {})
}

// panics has one Handler panic.
func (o *office) panics() {
	talking, _ := o.now()
	c := scene.One(o.d, talking...)
	value := scene.One[any](o.d, accident, errors.New(accident), 7)
	o.s.Then("a Handler panics with a %T", "有个 Handler panic 了，值的类型是 %T", value)
	o.ends(c, func() { panic(value) })
}

// ends has c's conversation come to its end.
func (o *office) ends(c *caller, how func()) {
	o.mu.Lock()
	c.over = true
	o.mu.Unlock()
	ended := time.Now()
	c.ends <- how
	Settle()
	for c.slowly > 0 && !c.look().closed && time.Since(ended) < 2*c.slowly { // a Close that takes its time
		scene.Pass(c.slowly)
	}
	o.mustBeClosed(c, ended)
	if c.touched != "" {
		o.s.Check(false, In(
			"a conversation is the Handler's: until that is done, Serve closes nothing and sets no deadline, however "+
				"long it takes and whatever becomes of the listener",
			"通话归 Handler：在它做完之前，不管要多久，也不管监听器怎么样了，Serve 都不关闭连接，也不设截止时间"),
			In("an untouched connection", "连接没有人动过"), c.touched)
	}
}

// mustBeClosed ends the scene unless c's connection was closed when its Handler ended.
func (o *office) mustBeClosed(c *caller, ended time.Time) {
	now := c.look()
	took := now.closedAt.Sub(ended)
	if now.closed && took <= 2*c.slowly {
		return
	}
	saw := In("it is open", "它还开着")
	if now.closed {
		saw = took.String()
	}
	o.s.Check(false, In(
		"the Handler has returned or panicked, and its connection is not closed at once: not later, not when Serve "+
			"ends, and whatever came of the Handler",
		"Handler 返回了（或者 panic 了），它的连接却没有马上关闭：不能拖到以后，不能等 Serve 结束，不管 Handler 是怎么结束的"),
		In("closed at once", "马上关闭"), saw)
}

func (o *office) timePasses() {
	took := o.d.Time(time.Millisecond, time.Second, 11*time.Second, 6*time.Minute, 61*time.Minute)
	o.s.Then("%v go by", "过了 %v", took)
	scene.Pass(took)
}

// inside is err as it is or in one of the ways in which errors are wrapped, and its name in a story.
func inside(d *scene.Dice, err error, name string) (told string, wrapped error) {
	switch d.Below(5) {
	case 1:
		return "fmt.Errorf(%w, " + name + ")", fmt.Errorf("layer: %w", err)
	case 2:
		return "errors.Join(…, " + name + ")", errors.Join(errors.New("first"), err)
	case 4:
		return "own type{" + name + "}", &veiled{err}
	case 3:
		return "net.OpError{" + name + "}", &net.OpError{Op: "accept", Net: "tcp", Err: err}
	}
	return name, err
}

// veiled is an error whose text does not tell what is in it.
type veiled struct{ reason error }

func (v *veiled) Error() string { return "trouble" }
func (v *veiled) Unwrap() error { return v.reason }

// kind is an error and its name in a story.
type kind struct {
	name string
	err  error
}

// passing are errors that pass: errors.As finds Temporary in them, which says yes.
var passing = []kind{
	{"EMFILE", syscall.EMFILE}, {"EINTR", syscall.EINTR}, {"os.ErrDeadlineExceeded", os.ErrDeadlineExceeded},
	{"own type", shortage{}},
}

// shortage is an error of a listener of one's own, which is no *net.OpError.
type shortage struct{}

func (shortage) Error() string   { return "no seat in the lobby" }
func (shortage) Temporary() bool { return true }

// lasting are errors that do not pass.
var lasting = []kind{
	{"EINVAL", syscall.EINVAL}, {"io.EOF", io.EOF}, {"os.ErrClosed", os.ErrClosed},
	{"io.ErrClosedPipe", io.ErrClosedPipe},
	{"io.ErrUnexpectedEOF", io.ErrUnexpectedEOF}, {"context.Canceled", context.Canceled},
	{"errors.New(\"odd\")", errors.New("odd")},
}

// trouble has Accept fail for a while, and looks at the times at which it is asked.
func (o *office) trouble() {
	what := scene.One(o.d, passing...)
	name, err := inside(o.d, what.err, what.name)
	o.past = err
	times, lasts := 1, time.Duration(0)
	if o.d.Sometimes() {
		lasts = scene.One(o.d, time.Second, 7*time.Second, 20*time.Second)
		o.s.Then("for %[2]v Accept returns %[1]s", "有 %[2]v Accept 一直返回 %[1]s", name, lasts)
	} else {
		times = scene.One(o.d, 1, 2, 3, 10, 40, 2000)
		o.s.Then("Accept returns %s, %d times in a row", "Accept 返回 %s，接连 %d 次", name, times)
	}
	o.ln.change(func() { o.ln.trouble, o.ln.times, o.ln.lasts, o.ln.passed = err, times, lasts, false })
	first := aCaller(len(o.by))
	first.whenClosed = func() { o.hasClosed(first) }
	o.mu.Lock()
	o.by[first.from.String()] = first
	o.callers = append(o.callers, first)
	o.mu.Unlock()
	o.s.Then("and then somebody calls", "然后有人打进来")
	o.ln.change(func() { o.ln.calls = append(o.ln.calls, first) })
	const most = time.Second
	scene.Pass(lasts + time.Duration(times+1)*most)
	o.asked(most)
	o.s.Check(!o.serve.HasReturned(), In(
		"this error is temporary: errors.As finds a method Temporary() bool in it, which returns true. However often "+
			"it comes, and however long, it does not end Serve",
		"这个错误是临时的：errors.As 能在其中找到方法 Temporary() bool，而且它返回 true。不管来多少次、来多久，它都不会结束 Serve"),
		In("Serve goes on", "Serve 继续"), In("Serve has returned", "Serve 返回了"))
	o.ln.change(func() { o.ln.trouble, o.ln.row, o.ln.failed = nil, nil, 0 })
}

// asked looks at the pauses between calls of Accept that failed. Serve may have a loop for each
// seat, each with pauses of its own.
func (o *office) asked(most time.Duration) {
	const least = 5 * time.Millisecond
	o.ln.mu.Lock()
	row, spins := o.ln.row, o.ln.spins
	o.ln.mu.Unlock()
	o.s.Check(!spins, In(
		"Accept failed, and your code called it again at once, again and again: this is a busy loop, it eats a whole "+
			"processor and mends nothing; wait before you ask again",
		"Accept 失败后，你的代码马上又去调用，一遍又一遍：这是空转，白白吃掉一个处理器，却什么也解决不了；再问之前先等一等"),
		In("a pause before each call but the first", "除了第一次，每次调用之前都停一停"), fmt.Sprintf(In(
			"%d calls in one instant", "一瞬间调用了 %d 次"), tooOften))
	loops := max(1, o.limit)
	for i := range row {
		if pause := row[i].Sub(row[max(0, i-1)]); pause > most {
			o.s.Check(false, In(
				"Accept failed with a temporary error, and Serve waited for too long before it asked again: let the "+
					"pauses grow, but never beyond one second",
				"Accept 报告了临时错误，Serve 却等得太久才再问：停顿可以越来越长，但不能超过一秒"),
				In("1 s at most", "至多 1 秒"), fmt.Sprintf(In("%v before call %d", "第 %[2]d 次之前等了 %[1]v"), pause, i+1))
		}
		if i < 2*loops {
			continue
		}
		if pause := row[i].Sub(row[i-loops]); pause < least {
			o.s.Check(false, In(
				"Accept failed with a temporary error, and Serve asked again too soon: 5 ms is the least, and only "+
					"the first time it may ask again at once",
				"Accept 报告了临时错误，Serve 却太快又问：至少要等 5 毫秒，只有第一次可以马上再问"),
				In("5 ms at least", "至少 5 毫秒"), fmt.Sprintf(In("%v before call %d", "第 %[2]d 次之前等了 %[1]v"), pause, i+1))
		}
	}
}

// due are the callers whose conversations go on, and how many should.
func (o *office) due() (talking []*caller, due int) {
	talking, waiting := o.now()
	if due = len(talking) + waiting; o.limit > 0 {
		due = min(due, o.limit)
	}
	return talking, due
}

// holds compares everything with the model.
func (o *office) holds() {
	s := o.s
	if o.serve.HasReturned() {
		err := scene.Return(s, o.serve, "")
		s.Check(false, In(
			"the listener is open and works: Serve goes on, whatever becomes of a Handler",
			"监听器开着，也没有坏：不管 Handler 出了什么事，Serve 都要继续"),
			In("Serve goes on", "Serve 继续"), fmt.Sprintf(In("it returned %s", "它返回了 %s"), scene.Told(err)))
	}
	talking, due := o.due()
	scene.InAMoment(func() bool {
		talking, due = o.due()
		return len(talking) >= due
	})
	if len(talking) != due {
		why := In(
			"somebody waits who need not: a caller is served as soon as fewer than MaxConns conversations go on, and "+
				"with MaxConns 0 or less at once; nobody is refused or forgotten",
			"有人在等，其实不用等：只要正在进行的通话不到 MaxConns 个，来电者就该轮到；MaxConns 是 0 或负数时马上轮到；谁也不会被拒绝或者忘掉")
		if len(talking) > due {
			why = In(
				"more than MaxConns conversations go on: a seat is given back once, and only when its conversation is "+
					"over; trouble of Accept frees none",
				"同时进行的通话超过了 MaxConns 个：一个位子只能让出一次，而且要等它的通话结束；Accept 出错并不会空出位子")
		}
		s.Check(false, why, fmt.Sprintf(In("%d conversations", "%d 个通话"), due), fmt.Sprintf("%d", len(talking)))
	}
	o.mu.Lock()
	crowded := o.crowded
	callers := o.callers
	o.mu.Unlock()
	s.Check(o.limit <= 0 || crowded <= o.limit, In(
		"a seat went to the next caller while the last one's connection was still open: close first, and only then "+
			"give the seat back",
		"上一个人的连接还开着，位子就给了下一个人：先关闭连接，再让位子"),
		fmt.Sprintf(In("%d open connections at most", "最多 %d 条开着的连接"), o.limit), fmt.Sprintf("%d", crowded))
	for _, c := range callers {
		now := c.look()
		if c.over || !now.closed && !now.finished && !c.again {
			continue
		}
		s.Check(!now.closed && !now.finished, In(
			"a caller was hung up on whose conversation is not over, or has not begun: nobody is refused, and a "+
				"conversation takes as long as it takes",
			"有个来电者的通话还没有结束（或者还没有开始），就被挂断了：谁也不会被拒绝，通话要多久就多久"),
			In("an open connection", "连接开着"), In("it is closed", "它关闭了"))
		s.Check(!c.again, In(
			"Handler was called twice with the same caller", "同一个来电者，Handler 被叫来了两次"),
			In("once for each caller", "每个来电者一次"), In("twice", "两次"))
	}
	o.keepsOff()
}

// keepsOff ends the scene if somebody has closed the listener.
func (o *office) keepsOff() {
	o.ln.mu.Lock()
	closes := o.ln.closes
	o.ln.mu.Unlock()
	o.s.Check(closes == 0, In(
		"ln belongs to the caller of Serve, who closes it", "ln 归调用 Serve 的人所有，由他来关闭"),
		In("no call of ln.Close", "没有人调用 ln.Close"), fmt.Sprintf("%d", closes))
}

// closes has the listener come to its end, and then every conversation.
func (o *office) closes() {
	s := o.s
	for {
		talking, waiting := o.now()
		if waiting == 0 {
			break
		}
		o.s.Then("a Handler returns", "有个 Handler 返回了")
		o.ends(talking[0], func() {})
		o.holds()
	}
	var why error
	what := kind{"net.ErrClosed", net.ErrClosed}
	broken := o.d.Sometimes()
	if broken {
		what = scene.One(o.d, lasting...)
	}
	name, over := inside(o.d, what.err, what.name)
	if broken {
		why = over
		s.Then("the listener breaks: from now on Accept returns %s", "监听器坏了：从现在起 Accept 返回 %s", name)
	} else {
		s.Then("the listener's owner closes it: Accept returns %s", "主人关闭了监听器：Accept 返回 %s", name)
	}
	o.ln.change(func() { o.ln.over = over })
	Settle()
	talking, _ := o.now()
	for i, c := range talking {
		if i == 0 {
			o.timePasses()
		}
		if len(talking) > 100 && 2 < i && i < len(talking)-3 { // a crowd need not be told one by one
			o.mu.Lock()
			c.over = true
			o.mu.Unlock()
			c.slowly = 0
			c.ends <- func() {}
			continue
		}
		s.Check(!o.serve.HasReturned(), In(
			"the listener is at its end, and Serve returned while a conversation went on: wait for all of them, "+
				"however long, and until their connections are closed",
			"监听器到头了，还有通话在进行，Serve 却返回了：所有通话都要等，等多久都行，一直等到连接都关闭"),
			In("Serve waits", "Serve 还在等"), In("it has returned", "它返回了"))
		if c.slowly > 0 && i == len(talking)-1 { // its Close is not over
			o.mu.Lock()
			c.over = true
			o.mu.Unlock()
			s.Then("the last Handler returns, and Close takes %v", "最后一个 Handler 返回，Close 要用 %v", c.slowly)
			c.ends <- func() {}
			Settle()
			s.Check(!o.serve.HasReturned() || c.look().closed, In(
				"Serve returned before the last connection was closed: a conversation is over when its connection "+
					"is closed",
				"最后一条连接还没有关闭，Serve 就返回了：连接关闭了，通话才算结束"),
				In("Serve waits", "Serve 还在等"), In("it has returned", "它返回了"))
			scene.Pass(c.slowly)
			continue
		}
		s.Then("a Handler returns", "有个 Handler 返回了")
		o.ends(c, func() {})
	}
	o.returns(why)
}

// returns looks at what Serve returns, now that all is over.
func (o *office) returns(why error) {
	s := o.s
	scene.InAMoment(o.serve.HasReturned)
	if !o.serve.HasReturned() {
		s.Check(false, In(
			"the listener is at its end and no conversation goes on: Serve returns now",
			"监听器到头了，也没有通话在进行：Serve 现在就要返回"),
			In("Serve has returned", "Serve 已经返回"), In("it has not", "它没有返回")+"\n"+o.serve.Waits())
	}
	err := scene.Return(s, o.serve, "")
	for _, c := range o.callers {
		if c.look().closed {
			continue
		}
		s.Check(false, In(
			"Serve has returned, and a connection is still open", "Serve 已经返回，却还有一条连接开着"),
			In("closed connections", "连接都已关闭"), In("one is open", "有一条开着"))
	}
	o.keepsOff()
	if why == nil {
		s.Check(err == nil, In(
			"the listener was closed on purpose (errors.Is finds net.ErrClosed, however it is wrapped): return nil",
			"监听器是有意关闭的（不管怎么包装，errors.Is 都能找到 net.ErrClosed）：应当返回 nil"), "nil", scene.Told(err))
		return
	}
	broken := In(
		"the listener broke, and nobody closed it: return that error, itself or wrapped with %w, so that somebody "+
			"notices; only net.ErrClosed means that it was closed",
		"监听器是坏了，并不是有人关闭了它：要返回那个错误，原样或者用 %w 包装，才有人知道；只有 net.ErrClosed 才表示它被关闭了")
	s.Check(err != nil && errors.Is(err, why), broken, OneLine(why), scene.Told(err))
	var also []error
	if o.past != nil { // it may be told, too
		also = []error{syscall.EMFILE, os.ErrDeadlineExceeded}
	}
	s.Kinds(broken, err, why, also...)
}

// goHome ends everything that still goes on.
func (o *office) goHome() {
	if o.ln == nil {
		return
	}
	o.ln.change(func() {
		o.ln.trouble = nil
		if o.ln.over == nil {
			o.ln.over = net.ErrClosed
		}
	})
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, c := range o.by {
		c.slowly = 0
		if !c.over {
			close(c.ends)
		}
	}
}
