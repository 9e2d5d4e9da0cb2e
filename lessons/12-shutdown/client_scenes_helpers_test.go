package shutdown_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// dialing is what comes of one dial.
type dialing struct {
	lasts    time.Duration // how long it takes
	fails    error
	name     string  // of fails, in a story
	end      *farEnd // nil and no fails: it takes until ctx ends
	ended    error   // what it returns when its ctx ends; nil: a *net.OpError with ctx.Err()
	heedless bool    // it does not end when its ctx does
	cancels  time.Duration
	atEnd    func()

	// What the model says of the connection.
	replies int  // that it brings
	maybe   bool // whether the next request is sent, nobody can say
	hears   string
}

// dialed is a dial that was made.
type dialed struct {
	began, ended time.Duration
	open         int // connections that were open then
	conn         *played
	lent         net.Conn
	early        bool // the context that dial was given ended before the caller's
	err          error
}

// exchange puts dials through in a scene, as the diallings say.
type exchange struct {
	s     *scene.Stage
	began time.Time
	plan  []*dialing
	ctx   context.Context // the caller's
	over  chan struct{}

	mu      sync.Mutex
	made    []*dialed
	rushing bool
}

func newExchange(s *scene.Stage, plan []*dialing) *exchange {
	x := &exchange{s: s, began: time.Now(), plan: plan, ctx: context.Background(), over: make(chan struct{})}
	s.Finally(func() {
		close(x.over)
		for _, made := range x.dials() {
			if made.conn != nil {
				_ = made.conn.Close()
			}
		}
	})
	return x
}

// dials are those that were made.
func (x *exchange) dials() (all []dialed) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, made := range x.made {
		all = append(all, *made)
	}
	return all
}

func (x *exchange) now() time.Duration { return time.Since(x.began) }

// open is how many connections are open.
func (x *exchange) open() (n int) {
	for _, made := range x.dials() {
		if made.conn != nil && made.conn.seen().open {
			n++
		}
	}
	return n
}

func (x *exchange) dial(ctx context.Context) (net.Conn, error) {
	made := &dialed{began: x.now(), open: x.open()}
	x.mu.Lock()
	x.made = append(x.made, made)
	number := len(x.made)
	if number > len(x.plan)+mostAtOnce {
		x.rushing = true
	}
	rushing := x.rushing
	x.mu.Unlock()
	if rushing {
		runtime.Goexit()
	}
	conn, err := x.put(ctx, x.plan[min(number, len(x.plan))-1], made)
	x.mu.Lock()
	defer x.mu.Unlock()
	made.ended, made.err = x.now(), err
	if err != nil {
		return nil, err
	}
	made.lent = Lend(conn)
	return made.lent, nil
}

// put puts a dial through. One that comes when ctx is over, and is none of the plan's, fails.
func (x *exchange) put(ctx context.Context, p *dialing, made *dialed) (net.Conn, error) {
	if ctx.Err() != nil && len(x.dials()) > len(x.plan) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: ctx.Err()}
	}
	if p.atEnd != nil {
		time.AfterFunc(p.cancels, p.atEnd)
	}
	var after <-chan time.Time
	if p.fails != nil || p.end != nil {
		after = time.After(p.lasts)
	}
	if p.lasts > 0 || after == nil {
		select {
		case <-after:
		case <-p.heeds(ctx):
			x.mu.Lock()
			made.early = x.ctx.Err() == nil
			x.mu.Unlock()
			if p.ended != nil {
				return nil, p.ended
			}
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: ctx.Err()}
		case <-x.over:
			return nil, errNobodyHome
		}
	}
	if p.fails != nil {
		return nil, p.fails
	}
	conn := p.end.conn(x.began)
	x.mu.Lock()
	made.conn = conn
	x.mu.Unlock()
	return conn, nil
}

// heeds is closed when ctx ends, if the dial heeds it.
func (p *dialing) heeds(ctx context.Context) <-chan struct{} {
	if p.heedless {
		return nil
	}
	return ctx.Done()
}

// complain ends the scene if dials followed each other without a pause.
func (x *exchange) complain() {
	x.mu.Lock()
	rushing := x.rushing
	x.mu.Unlock()
	x.s.Check(!rushing, In(
		"your client dials again and again, though nothing is left to dial for, or with no pause: this is a busy "+
			"loop, and a thousand such clients are an attack on the server that is just coming back",
		"你的客户端一遍又一遍地拨号，其实已经不必再拨，或者根本不停顿：这是空转；一千个这样的客户端，对刚刚回来的服务端就是一场攻击"),
		fmt.Sprint(len(x.plan)), fmt.Sprintf("> %d", len(x.plan)+mostAtOnce))
}

// longest is the longest wait after so many failures in a row.
func longest(failures int) time.Duration {
	d := firstWait
	for range failures - 1 {
		d = min(2*d, longestWait)
	}
	return d
}

// fits reports whether a wait is one after so many failures in a row.
func fits(waited time.Duration, failures int) bool {
	d := longest(failures)
	return waited >= d/2 && waited <= d
}

func waitDue(failures int) string {
	d := longest(failures)
	return fmt.Sprintf(In("%s to %s (failure %d)", "%s 到 %s（第 %d 次失败）"), d/2, d, failures)
}

// milliseconds tells a time that is chosen by chance.
func milliseconds(t time.Duration) string { return fmt.Sprintf("%dms", t.Milliseconds()) }

func whyWait() string {
	return In(
		"after each failure wait for a random time between half of d and d, counted from the failure; d is 50 ms "+
			"after the first, and doubles up to 2 s",
		"每次失败之后，从失败那一刻算起，随机等待 d 的一半到 d；第一次失败之后 d 是 50 毫秒，以后加倍，直到 2 秒")
}

// ctxEnd is an end of ctx in a scene.
type ctxEnd struct {
	ctx   context.Context
	end   func()
	is    error
	name  string
	watch *WatchedContext
	at    atomic.Int64 // when it has ended; -1: it has not
}

func (e *ctxEnd) endsAt() time.Duration { return time.Duration(e.at.Load()) }

// newEnd draws how ctx will end.
func newEnd(d *scene.Dice, s *scene.Stage, began time.Time) *ctxEnd {
	e := &ctxEnd{}
	e.at.Store(-1)
	var end func()
	if how := d.Below(3); how < 2 {
		e.watch = Endless()
		e.ctx, e.is, e.name = e.watch, context.Canceled, In("cancelled", "被取消")
		if how == 1 {
			e.is, e.name = context.DeadlineExceeded, In("at its deadline", "到期")
		}
		end = func() { e.watch.End(e.is) }
		s.Finally(end)
	} else {
		limited, over := context.WithDeadline(context.Background(), began.Add(365*24*time.Hour))
		s.Finally(over)
		ctx, cancel := context.WithCancelCause(limited)
		e.ctx, e.is, e.name = ctx, context.Canceled, In("cancelled, with a cause", "被取消，还带着原因")
		end = func() { cancel(errCause) }
		s.Finally(func() { cancel(nil) })
	}
	e.end = func() {
		e.at.CompareAndSwap(-1, int64(time.Since(began)))
		end()
	}
	return e
}

// failing is a dial that fails.
func failing(d *scene.Dice) *dialing {
	if d.Below(3) == 0 {
		return &dialing{fails: errNobodyHome, name: "errNobodyHome", lasts: lasts(d)}
	}
	trouble := d.Trouble()
	if d.Below(8) == 7 {
		nobody := &net.DNSError{Err: "no such host", IsNotFound: true}
		return &dialing{fails: nobody, name: "net.DNSError", lasts: lasts(d)}
	}
	return &dialing{fails: trouble.Err, name: trouble.String(), lasts: lasts(d)}
}

func lasts(d *scene.Dice) time.Duration {
	return d.Time(0, 70*time.Millisecond+7*time.Microsecond, 3*time.Second, 6*time.Minute)
}

// ringing is what a dial returns that ctx has ended.
func ringing(d *scene.Dice) error {
	return scene.One(d, nil,
		error(&net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}),
		errors.New("operation was canceled"), io.EOF)
}

// reconnectScene is a scene of Reconnect.
func reconnectScene(d *scene.Dice, s *scene.Stage) {
	var plan []*dialing
	for range d.Below(9) {
		plan = append(plan, failing(d))
	}
	for n, p := range plan {
		s.Given("dial %d fails%s: %s", "第 %d 次拨号失败%s：%s", n+1, taking(p.lasts), p.name)
	}
	began := time.Now()
	e := newEnd(d, s, began)
	const (
		succeeds = iota
		inWait
		inDial
		asItSucceeds
		before
	)
	ends := d.Below(5)
	total := time.Minute
	for _, p := range plan {
		total += p.lasts + longestWait
	}
	success := &dialing{end: &farEnd{}, lasts: lasts(d)}
	switch ends {
	case succeeds:
		s.Given("then a dial succeeds%s", "然后一次拨号拨通%s", taking(success.lasts))
		plan = append(plan, success)
	case inWait:
		last := failing(d)
		last.cancels, last.atEnd = last.lasts+13*time.Millisecond, e.end
		s.Given("then a dial fails%s: %s", "然后一次拨号失败%s：%s", taking(last.lasts), last.name)
		s.Given("13 ms later ctx ends: %s", "再过 13 毫秒 ctx 结束：%s", e.name)
		plan = append(plan, last)
	case inDial:
		last := &dialing{ended: ringing(d), cancels: d.Time(time.Second, 61*time.Minute), atEnd: e.end}
		says := cmp.Or(last.ended, e.is)
		s.Given("then a dial rings; ctx ends %s later: %s", "然后一次拨号一直在响；%s 之后 ctx 结束：%s", last.cancels, e.name)
		s.Given("that dial then returns: %v", "那次拨号于是返回：%v", says)
		plan = append(plan, last)
	case asItSucceeds:
		last := &dialing{end: &farEnd{}, atEnd: e.end, heedless: true, cancels: time.Second}
		last.lasts = last.cancels + scene.One(d, 0, soon/2)
		s.Given("ctx ends during the next dial: %s", "下一次拨号还在进行，ctx 结束：%s", e.name)
		s.Given("that dial succeeds, %s too late", "那次拨号还是拨通了，晚了 %s", last.lasts-last.cancels)
		plan = append(plan, last)
	case before:
		s.Given("ctx has ended beforehand: %s", "ctx 事先已经结束：%s", e.name)
		e.end()
		for _, p := range plan {
			p.lasts = 0
		}
		plan = append(plan, &dialing{fails: errNobodyHome})
	}
	x := newExchange(s, plan)
	x.ctx = e.ctx
	s.Takes(total + 2*time.Hour)
	ctx := LendContext(e.ctx)
	back := time.Duration(-1)
	got := scene.Call(s, func() connection {
		conn, err := shutdown.Reconnect(ctx, x.dial)
		back = x.now()
		return connection{conn, err}
	}, In("the server came back, or ctx has ended, and Reconnect does not return",
		"服务端回来了，或者 ctx 已经结束，Reconnect 却没有返回"))
	x.complain()
	made := x.dials()
	for n, m := range made {
		s.Check(!m.early, In(
			"dial was given a context that ended before ctx did: how long a dial may take is for ctx to say",
			"交给 dial 的 context 比 ctx 结束得早：拨号能用多久，由 ctx 说了算"), In("ctx, or one that lasts as long", "ctx，或者同样长久的"),
			fmt.Sprintf(In("dial %d was cut off after %s", "第 %d 次拨号被掐断，在 %s 之后"), n+1, m.ended-m.began))
		if n > 0 && ends != before {
			waited := m.began - made[n-1].ended
			s.Check(fits(waited, n), whyWait(), waitDue(n), milliseconds(waited))
		}
	}
	if ends == before {
		s.Check(len(made) <= 1, In("ctx had ended beforehand, and Reconnect dialed on", "ctx 事先已经结束，Reconnect 还一直拨号"),
			In("one dial at most", "至多一次"), fmt.Sprint(len(made)))
	}
	switch {
	case ends == succeeds || ends == asItSucceeds && got.err == nil:
		s.Check(got.err == nil, In(
			"dial succeeded in the end: then there is a connection, and no error, whatever went wrong before",
			"最后拨通了：那就有连接，没有错误，不管先前出过什么错"), "nil", scene.Told(got.err))
		lent := made[len(made)-1].lent
		s.Check(len(made) == len(plan) && lent != nil && got.conn == lent, In(
			"dial returned a connection and no error: that connection is what Reconnect returns",
			"dial 返回了一条连接，没有错误：Reconnect 要返回的就是它"), In("that connection", "那条连接"), fmt.Sprint(got.conn != nil))
		s.Check(sameMoment(back, made[len(made)-1].ended), In(
			"the dial succeeded, and Reconnect did not return at once", "拨通了，Reconnect 却没有立刻返回"),
			when(made[len(made)-1].ended), when(back))
		if e.endsAt() < 0 {
			e.end()
		}
		<-time.After(time.Hour)
		saw := made[len(made)-1].conn.seen()
		s.Check(saw.open && saw.calls == 0, In(
			"the connection is the caller's now, and Reconnect has meddled with it: no byte, no deadline, and ctx "+
				"does not close it any more",
			"这条连接现在是调用者的，Reconnect 却还去动它：不读不写，不设截止时间，ctx 也不再关闭它"),
			In("an untouched connection", "原封不动的连接"),
			fmt.Sprintf(In("open: %t, calls: %d", "开着：%t，调用次数：%d"), saw.open, saw.calls))
	default:
		s.Check(got.err != nil, In("ctx has ended, and there is no connection", "ctx 已经结束，也没有连接"),
			In("an error", "错误"), "nil")
		s.Check(errors.Is(got.err, e.is), In(
			"ctx ended, and that is why there is no connection: return an error that wraps ctx.Err() (not its cause, "+
				"and not only what dial says)",
			"没有连接是因为 ctx 结束了：返回的错误要包装 ctx.Err()（不是它的原因，也不能只是 dial 说的）"), e.is.Error(), OneLine(got.err))
		if ends != before || len(made) > 0 {
			last := made[len(made)-1].err
			s.Check(last == nil || errors.Is(got.err, last), In(
				"the error does not tell what was wrong with the server: wrap the error of the last dial as well, not "+
					"that of the first, and not as a text",
				"返回的错误没有说服务端出了什么毛病：最后一次拨号的错误也要包装进去，不是第一次的，也不能只写成文字"),
				OneLine(errors.Join(e.is, last)), OneLine(got.err))
		}
		s.Check(ends == before || sameMoment(back, e.endsAt()), In(
			"ctx has ended, and Reconnect did not return at that very moment",
			"ctx 结束了，Reconnect 却没有在那一刻返回"), when(e.endsAt()), when(back))
		<-time.After(time.Hour)
		s.Check(x.open() == 0, In(
			"Reconnect has returned an error, and a connection is open that nobody knows of: close what a dial brings "+
				"when it is too late",
			"Reconnect 返回了错误，却有一条谁也不知道的连接还开着：来得太晚的连接，也要关闭"), "0", fmt.Sprint(x.open()))
	}
	if e.watch != nil {
		s.Nothing(In("Reconnect has returned, and a goroutine of it is left", "Reconnect 已经返回，还有 goroutine 没有结束"))
	}
}

// deliverScene is a scene of Deliver.
func deliverScene(d *scene.Dice, s *scene.Stage) {
	began := time.Now()
	var requests []string
	for range d.Below(6) {
		requests = append(requests, oneLine(d))
	}
	bad := -1
	if len(requests) > 0 && d.Below(8) == 7 {
		bad = d.Below(len(requests))
		requests[bad] = scene.One(d,
			"two\nlines", strings.Repeat("x", maxLine), "\n", strings.Repeat("汉", maxLine/2), "end\n")
	}
	for n, r := range requests {
		s.Given("request %d is %s", "第 %d 个请求是 %s", n+1, short(r))
	}
	if len(requests) == 0 {
		s.Given("there are no requests", "没有请求")
	}
	e := newEnd(d, s, began)
	pauses := d.Time(0, 0, time.Second, 40*time.Second)
	m := &deliverModel{d: d, s: s, e: e, requests: requests, pauses: pauses, bad: bad}
	m.draw()
	x := newExchange(s, m.plan)
	x.ctx = e.ctx
	s.Takes(30 * 24 * time.Hour)
	ctx := LendContext(e.ctx)
	back, open := time.Duration(-1), 0
	got := scene.Call(s, func() delivered {
		replies, err := shutdown.Deliver(ctx, x.dial, slices.Clone(requests))
		back, open = x.now(), x.open()
		return delivered{replies, err}
	}, In(
		"all requests could have had their replies, or ctx has ended, or a reply was too long, and Deliver "+
			"does not return",
		"所有请求都能得到答复了，或者 ctx 已经结束，或者答复太长，Deliver 却没有返回"))
	x.complain()
	m.judge(x, got, back, open)
}

// deliverModel is what Deliver is due to do in a scene.
type deliverModel struct {
	d        *scene.Dice
	s        *scene.Stage
	e        *ctxEnd
	requests []string
	pauses   time.Duration
	bad      int // the request that is none; -1: all are well
	plan     []*dialing
	replies  []string // that come before anything ends it
	long     bool     // a reply is too long
	ends     bool     // ctx ends while the last dialing is at work
}

// reply is what the server says to a request.
func (m *deliverModel) reply(n int) string {
	return scene.One(m.d, "ok "+fmt.Sprint(n+1), "", oneLine(m.d), strings.Repeat("x", maxLine-1))
}

// draw draws the dials and what comes of them.
func (m *deliverModel) draw() {
	d, s := m.d, m.s
	todo := len(m.requests)
	if m.bad >= 0 {
		todo = 0
	}
	for len(m.plan) < 8 && todo > 0 && len(m.replies) < todo && d.Below(4) > 0 {
		if d.Below(3) == 0 {
			p := failing(d)
			s.Given("dial %d fails%s: %s", "第 %d 次拨号失败%s：%s", len(m.plan)+1, taking(p.lasts), p.name)
			m.plan = append(m.plan, p)
			continue
		}
		m.connection(d.Below(todo - len(m.replies)))
	}
	m.last(todo - len(m.replies))
}

// answers is a connection over which the next so many requests have their replies.
func (m *deliverModel) answers(n int) *dialing {
	p := &dialing{end: &farEnd{}, replies: n, lasts: scene.One(m.d, 0, time.Second)}
	m.plan = append(m.plan, p)
	m.s.Given("dial %d succeeds%s", "第 %d 次拨号拨通%s", len(m.plan), taking(p.lasts))
	for k := range n {
		reply := m.reply(len(m.replies))
		m.s.Given("the server replies %s%s", "服务端答复 %s%s", short(reply), taking(m.pauses))
		p.end.parts = append(p.end.parts, part{k + 1, m.pauses, m.d.Pieces(reply + "\n")})
		p.hears += m.requests[len(m.replies)] + "\n"
		m.replies = append(m.replies, reply)
	}
	return p
}

// connection is one that ends before all requests have their replies.
func (m *deliverModel) connection(n int) {
	d, s := m.d, m.s
	p := m.answers(n)
	next := m.requests[len(m.replies)] + "\n"
	trouble := lost(d)
	end, name := trouble.Err, trouble.String()
	if d.Sometimes() {
		end, name = io.EOF, "io.EOF"
	}
	switch d.Below(4) {
	case 0:
		s.Given("in place of a reply the connection ends: %s", "来的不是答复，而是断线：%s", name)
		p.end.ends, p.end.endsAt, p.hears = end, part{n + 1, m.pauses, nil}, p.hears+next
	case 1:
		piece := "pie" + strings.ReplaceAll(d.Text(500), "\n", "")
		s.Given("a piece of a reply comes: %s", "来了答复的一部分：%s", short(piece))
		s.Given("then the connection ends: %s", "然后断线：%s", name)
		p.end.parts = append(p.end.parts, part{n + 1, m.pauses, d.Pieces(piece)})
		p.end.ends, p.end.endsAt, p.hears = end, part{n + 1, 0, nil}, p.hears+next
		p.end.together = d.Sometimes()
	case 2:
		p.end.breaks, p.end.breaksAfter = trouble.Err, len(p.hears)+d.Below(len(next))
		p.hears += next[:p.end.breaksAfter-len(p.hears)]
		s.Given("then the next request cannot be sent whole: %s", "然后下一个请求发不完：%s", trouble)
	case 3:
		if n == 0 {
			s.Given("the connection ends at once: %s", "连接一通就断了：%s", name)
		} else {
			s.Given("right behind that the connection ends: %s", "紧接着就断线：%s", name)
		}
		p.end.ends, p.maybe, p.hears = end, true, p.hears+next
		p.end.together = n > 0 && d.Sometimes()
	}
	if d.Sometimes() {
		p.end.closeFails = opError("close", errors.New("odd"))
	}
}

// last is how it ends: all requests have their replies, or ctx ends, or a reply is too long.
func (m *deliverModel) last(left int) {
	d, s := m.d, m.s
	if m.bad >= 0 || len(m.requests) == 0 {
		p := &dialing{end: &farEnd{}}
		for n := range max(0, m.bad) {
			p.end.parts = append(p.end.parts, part{n + 1, 0, []string{"ok\n"}})
		}
		m.plan = append(m.plan, p)
		return
	}
	p := m.answers(d.Below(left + 1))
	left -= p.replies
	if left == 0 {
		if d.Sometimes() {
			p.end.ends, p.end.together = io.EOF, true
			s.Given("with the last reply comes the end", "最后一个答复和断线一起来")
		}
		if d.Sometimes() {
			p.end.closeFails = opError("close", errors.New("odd"))
			s.Given("Close returns an error", "Close 返回错误")
		}
		return
	}
	next := m.requests[len(m.replies)] + "\n"
	after := d.Time(9*time.Second, 7*time.Minute) + 3*time.Microsecond + time.Duration(p.replies)*m.pauses
	switch d.Below(5) {
	case 0:
		m.long = true
		long := strings.Repeat("x", maxLine+d.Below(3)*500) + "\n"
		if d.Below(4) == 3 {
			long = strings.Repeat("汉", maxLine/2) + "\n"
		}
		s.Given("then comes a reply of %d bytes", "然后来了一个 %d 字节的答复", len(long))
		p.end.parts = append(p.end.parts, part{p.replies + 1, m.pauses, d.Pieces(long)})
		p.hears += next
	case 1:
		m.ends = true
		s.Given("then the server is silent; ctx ends: %s", "然后服务端不作声；ctx 结束：%s", m.e.name)
		p.hears, p.cancels, p.atEnd = p.hears+next, p.lasts+after, m.e.end
	case 2:
		m.ends = true
		s.Given("then the server does not read; ctx ends: %s", "然后服务端不读了；ctx 结束：%s", m.e.name)
		m.plan = m.plan[:len(m.plan)-1]
		m.replies = m.replies[:len(m.replies)-p.replies]
		p.end, p.replies, p.hears = &farEnd{slow: 24 * 365 * time.Hour}, 0, ""
		p.cancels, p.atEnd = p.lasts+after, m.e.end
		m.plan = append(m.plan, p)
	case 3:
		m.ends = true
		s.Given("then the connection ends", "然后断线")
		s.Given("the next dial rings until ctx ends: %s", "下一次拨号一直响到 ctx 结束：%s", m.e.name)
		p.end.ends, p.end.endsAt, p.hears = io.EOF, part{p.replies + 1, 0, nil}, p.hears+next
		m.plan = append(m.plan, &dialing{ended: ringing(d), cancels: after, atEnd: m.e.end})
	case 4:
		m.ends = true
		s.Given("then the connection ends, and the next dial fails", "然后断线，下一次拨号失败")
		s.Given("13 ms later ctx ends: %s", "再过 13 毫秒 ctx 结束：%s", m.e.name)
		p.end.ends, p.end.endsAt, p.hears = io.EOF, part{p.replies + 1, 0, nil}, p.hears+next
		m.plan = append(m.plan, &dialing{fails: errNobodyHome, cancels: 13 * time.Millisecond, atEnd: m.e.end})
	}
}

// judge holds what came of Deliver to the model.
func (m *deliverModel) judge(x *exchange, got delivered, back time.Duration, open int) {
	s := m.s
	made := x.dials()
	m.waits(made)
	if len(m.requests) == 0 {
		s.Check(len(made) == 0 && got.err == nil, In(
			"there was nothing to ask: then there is nothing to dial for, and nothing has gone wrong",
			"没有什么要问：那就不必拨号，也没有什么出错"), In("no dial, no error", "不拨号，没有错误"),
			fmt.Sprintf(In("%d dials, %v", "拨号 %d 次，%v"), len(made), scene.Told(got.err)))
		return
	}
	if m.bad >= 0 {
		m.refused(made, got, open)
		return
	}
	most := len(m.plan)
	if m.ends {
		most++ // who has not seen yet that ctx is over
	}
	s.Check(len(made) <= most, In(
		"your client dialed more often than it had to", "你的客户端拨号次数太多"), fmt.Sprint(most), fmt.Sprint(len(made)))
	for n, made := range made {
		s.Check(made.open == 0, In(
			"a connection that had ended was still open when your client dialed again: close it first",
			"重新拨号的时候，断掉的那条连接还开着：先把它关掉"), "0", fmt.Sprint(made.open))
		if made.conn == nil {
			continue
		}
		p, heard := m.plan[n], made.conn.seen().heard
		if p.maybe && heard+m.requestAt(n)+"\n" == p.hears {
			continue
		}
		s.Same(fmt.Sprintf(In(
			"over the connection of dial %d other requests were sent than those that had no reply yet, one after the "+
				"other, each with a \"\\n\" and as it is",
			"第 %d 次拨号得到的连接上，发的不正好是还没有答复的请求：一个接一个，各带一个“\\n”，一字不改"), n+1), heard, p.hears)
	}
	s.Same(In(
		"the replies are not those that came whole, in order, as they came but for their \"\\n\"",
		"返回的答复不正好是完整到达的那些：按顺序，除了“\\n”一字不改"), fmt.Sprintf("%q", got.replies), fmt.Sprintf("%q", m.replies))
	switch {
	case m.ends:
		s.Check(errors.Is(got.err, m.e.is), In(
			"it was the end of ctx that ended this: return an error that wraps ctx.Err() (not its cause, and not only "+
				"what Read, Write or dial say)",
			"这次是 ctx 结束了才停下的：返回的错误要包装 ctx.Err()（不是它的原因，也不能只是 Read、Write 或 dial 说的）"),
			m.e.is.Error(), scene.Told(got.err))
		s.Check(sameMoment(back, m.e.endsAt()), In(
			"ctx ended while Deliver was waiting, and it did not return at that very moment",
			"Deliver 正在等，ctx 结束了，它却没有在那一刻返回"), when(m.e.endsAt()), when(back))
	case m.long:
		s.Check(got.err != nil, In(
			"a reply was longer than MaxLine bytes: that is no reply, return an error",
			"有个答复超过了 MaxLine 字节：这不是答复，应当返回错误"), In("an error", "错误"), "nil")
	default:
		s.Check(got.err == nil, In(
			"every request had its reply in the end: then there is no error, whatever happened before, and "+
				"whatever Close says",
			"最后每个请求都得到了答复：那就没有错误，不管先前出过什么事，也不管 Close 说什么"), "nil", scene.Told(got.err))
	}
	m.leaves(x, open)
}

// leaves ends the scene if anything of Deliver is left.
func (m *deliverModel) leaves(x *exchange, open int) {
	s := m.s
	s.Check(open == 0, leftOpen(), "0", fmt.Sprint(open))
	if m.e.watch == nil {
		return
	}
	Settle()
	if waiting := m.e.watch.Waiting(); !m.ends {
		s.Check(waiting == 0, In(
			"Deliver has returned, and something of it still waits for ctx to end: take back each context.AfterFunc "+
				"with what it returns, and end each derived context",
			"Deliver 已经返回，还有东西在等 ctx 结束：每个 context.AfterFunc 都要用它返回的函数撤销，每个派生的 context 都要取消"),
			"0", fmt.Sprint(waiting))
	}
	s.Nothing(In("Deliver has returned, and a goroutine of it is left", "Deliver 已经返回，还有 goroutine 没有结束"))
}

// requestAt is the request without a reply when the connection of a dial ended.
func (m *deliverModel) requestAt(n int) string {
	asked := 0
	for _, p := range m.plan[:n+1] {
		asked += p.replies
	}
	return m.requests[asked]
}

// refused holds a request that is none to the model: none of the requests from there on is sent.
func (m *deliverModel) refused(made []dialed, got delivered, open int) {
	s := m.s
	heard := ""
	for _, made := range made {
		if made.conn != nil {
			heard += made.conn.seen().heard
		}
	}
	before := strings.Join(append(slices.Clone(m.requests[:m.bad]), ""), "\n")
	s.Check(got.err != nil, In(
		"a request was not one line of at most MaxLine bytes, \"\\n\" included: return an error",
		"有个请求不是至多 MaxLine 字节（连同“\\n”）的一行：应当返回错误"), In("an error", "错误"), "nil")
	s.Check(strings.HasPrefix(before, heard), In(
		"a request that is no line was sent", "不成一行的请求也发出去了"), short(before), short(heard))
	s.Check(slices.Equal(got.replies, slices.Repeat([]string{"ok"}, strings.Count(heard, "\n"))), soFar(),
		fmt.Sprint(strings.Count(heard, "\n")), fmt.Sprint(len(got.replies)))
	s.Check(open == 0, leftOpen(), "0", fmt.Sprint(open))
}

// waits holds the waits between dials to the model. How many failures count for one after a
// connection that has brought a reply is left open.
func (m *deliverModel) waits(made []dialed) {
	counts := []int{0}
	for n := 1; n < len(made); n++ {
		before := made[n-1]
		if n > len(m.plan) {
			break
		}
		failed := before.ended
		if before.conn != nil {
			if failed = before.conn.seen().failed; failed < 0 {
				continue // it was left before it had failed: what it has heard will tell
			}
		}
		waited := made[n].began - failed
		if m.plan[n-1].replies > 0 {
			m.s.Check(waited >= 0 && waited <= firstWait, whyWait(), In("firstWait at most",
				"至多 50 毫秒"), waited.String())
			counts = []int{0, 1}
			continue
		}
		var next []int
		for _, count := range counts {
			if fits(waited, count+1) {
				next = append(next, count+1)
			}
		}
		m.s.Check(len(next) > 0, In(
			"between dials Deliver waits as Reconnect does, and a connection that brought no reply counts as a "+
				"failure like a failed dial: one count for both, until a reply comes",
			"两次拨号之间，Deliver 像 Reconnect 那样等；没有带来答复的连接，和拨号失败一样算一次失败：合在一起数，直到得到一个答复"),
			waitDue(counts[len(counts)-1]+1), milliseconds(waited))
		counts = next
	}
}
