package shutdown_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// door is a listener in a scene. Its callers are waiting before it is opened, mostly.
type door struct {
	began time.Time

	mu       sync.Mutex
	changed  chan struct{}
	callers  []*played
	trouble  error
	fails    int // how often Accept fails before the callers that are left are handed out
	late     *played
	failed   []time.Duration // when Accept failed with trouble
	closing  bool
	closed   bool  // Close has returned
	gone     int64 // in which order
	closedAt time.Duration
	spins    bool
	asksOn   int
}

func newDoor(began time.Time, callers ...*played) *door {
	return &door{began: began, changed: make(chan struct{}), callers: callers, closedAt: -1}
}

// mostAtOnce is how often Accept may fail at one instant.
const mostAtOnce = 50

func (l *door) Accept() (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		now := time.Since(l.began)
		switch {
		case l.closing && l.late != nil:
			late := l.late
			l.late = nil
			return late, nil
		case l.closing:
			if l.asksOn++; l.asksOn > mostAtOnce {
				runtime.Goexit()
			}
			return nil, opError("accept", net.ErrClosed)
		case len(l.callers) > 0:
			caller := l.callers[0]
			l.callers = l.callers[1:]
			return caller, nil
		case l.fails > 0:
			l.fails--
			if n := len(l.failed); n >= mostAtOnce && l.failed[n-mostAtOnce] == now {
				l.spins = true
				runtime.Goexit()
			}
			l.failed = append(l.failed, now)
			return nil, l.trouble
		}
		l.await()
	}
}

// await waits, without the lock, until something changes.
func (l *door) await() {
	changed := l.changed
	l.mu.Unlock()
	defer l.mu.Lock()
	<-changed
}

func (l *door) wake() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// comes is one more caller.
func (l *door) comes(caller *played) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.callers = append(l.callers, caller)
	l.wake()
}

// breaks has Accept fail so often.
func (l *door) breaks(err error, times int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.trouble, l.fails = err, times
	l.wake()
}

// Close lets everybody else run before it returns, as that of a connection does.
func (l *door) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closing {
		for !l.closed {
			l.await()
		}
		return opError("close", net.ErrClosed)
	}
	l.closing, l.closedAt = true, time.Since(l.began)
	l.wake()
	l.mu.Unlock()
	letOthersRun()
	l.mu.Lock()
	l.closed, l.gone = true, order.Add(1)
	l.wake()
	return nil
}

func (l *door) Addr() net.Addr { return &net.UnixAddr{Net: "unix", Name: "door"} }

func (l *door) isClosed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// failures are when Accept failed with trouble.
func (l *door) failures() []time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.failed)
}

// hall is the student's server at work in a scene.
type hall struct {
	s      *scene.Stage
	began  time.Time
	door   *door
	server *shutdown.Server
	serve  *Running[error]
	back   time.Duration // when Serve returned

	mu      sync.Mutex
	handled []string
}

// openHall has the student's server serve a door, with handle for its Handle.
func openHall(s *scene.Stage, began time.Time, handle func(string) string, callers ...*played) *hall {
	h := &hall{s: s, began: began, door: newDoor(began, callers...)}
	h.server = &shutdown.Server{Handle: func(request string) string {
		h.mu.Lock()
		h.handled = append(h.handled, request)
		h.mu.Unlock()
		return handle(request)
	}}
	ln := LendListener(h.door)
	s.Finally(func() {
		_ = h.door.Close()
		for _, c := range callers {
			_ = c.Close()
		}
	})
	h.serve = Start(func() error {
		defer func() { h.back = time.Since(began) }()
		return h.server.Serve(ln)
	})
	return h
}

// requests are those that Handle was called with, in the order of the alphabet.
func (h *hall) requests() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Sorted(slices.Values(h.handled))
}

// complain ends the scene if the listener was pestered, or Serve has panicked.
func (h *hall) complain() {
	h.door.mu.Lock()
	spins, asksOn := h.door.spins, h.door.asksOn > mostAtOnce
	h.door.mu.Unlock()
	h.s.Check(!spins, In(
		"Accept failed, and your code asked again at once, over and over: this is a busy loop, it eats a whole "+
			"processor and mends nothing; wait a little before you ask again",
		"Accept 失败后，你的代码马上又问，没完没了：这是空转，白白吃掉一个处理器，却什么也解决不了；再问之前先等一等"),
		In("a pause after each failure", "每次失败之后等一等"), In("none", "没有等"))
	h.s.Check(!asksOn, In(
		"the listener is closed, yet your code asks it again and again: leave the loop",
		"监听器已经关闭，你的代码却还在一遍遍地问：应当离开循环"),
		In("one Accept that fails", "一次失败的 Accept"), In("dozens", "几十次"))
	if h.serve.HasPanicked() {
		scene.Return(h.s, h.serve, "")
	}
}

// served ends the scene if Serve has returned, though nobody has called Shutdown.
func (h *hall) served() {
	h.complain()
	if h.serve.HasReturned() {
		err := scene.Return(h.s, h.serve, "")
		h.s.Check(false, In(
			"nobody has called Shutdown and the listener works, and Serve has returned",
			"没有人调用 Shutdown，监听器也好好的，Serve 却返回了"),
			In("Serve goes on", "Serve 一直工作"), fmt.Sprintf(In("it returned: %s", "它返回了：%s"), scene.Told(err)))
	}
}

// ends shuts the server down, where nobody has a request in flight: at once, with nil.
func (h *hall) ends() {
	down := func() error { return h.server.Shutdown(LendContext(context.Background())) }
	err := scene.Call(h.s, down, shutdownHangs())
	h.s.Check(err == nil, allGone(), "nil", scene.Told(err))
	err = scene.Return(h.s, h.serve, In("Serve does not return after Shutdown", "Shutdown 之后 Serve 没有返回"))
	h.s.Check(errors.Is(err, shutdown.ErrServerClosed), In(
		"Serve ended because of a shutdown: return ErrServerClosed",
		"Serve 是因为停机才结束的：应当返回 ErrServerClosed"), "ErrServerClosed", scene.Told(err))
	h.s.Check(h.door.isClosed(), lnOpen(), In("it is closed", "已经关闭"), In("it is open", "还开着"))
}

func lnOpen() string {
	return In("Serve has returned, and its listener is not closed: Serve closes ln on every way out, before it returns",
		"Serve 返回了，监听器却还没关：Serve 不管从哪里返回，都要先关闭 ln")
}

// temporary is what Temporary() says of errors of any kind.
type temporary bool

func (t temporary) Error() string   { return "passing" }
func (t temporary) Temporary() bool { return bool(t) }

// timedOut is a timeout that says nothing of passing.
type timedOut struct{}

func (timedOut) Error() string { return "late" }
func (timedOut) Timeout() bool { return true }

// acceptTrouble is an error of Accept, and its name in a story.
func acceptTrouble(d *scene.Dice) (string, error) {
	type trouble struct {
		err  error
		name string
	}
	t := scene.One(d,
		trouble{AcceptError(syscall.EMFILE), "EMFILE"},
		trouble{AcceptError(syscall.EINVAL), "EINVAL"},
		trouble{temporary(true), "Temporary() == true"},
		trouble{temporary(false), "Temporary() == false"},
		trouble{fmt.Errorf("accept: %w", temporary(true)), "fmt.Errorf(%w, Temporary() == true)"},
		trouble{errors.Join(errors.New("odd"), temporary(true)), "errors.Join(…, Temporary() == true)"},
		trouble{timedOut{}, "Timeout() == true"},
		trouble{io.EOF, "io.EOF"},
		trouble{net.ErrClosed, "net.ErrClosed"},
		trouble{opError("accept", net.ErrClosed), "net.OpError{net.ErrClosed}"},
		trouble{nil, ""},
	)
	if t.err == nil {
		other := d.Trouble()
		t = trouble{other.Err, other.String()}
	}
	return t.name, t.err
}

// passes reports whether an error of Accept is temporary, as the contract has it.
func passes(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

// oneLine is a text of the scene's without what ends a line.
func oneLine(d *scene.Dice) string {
	switch d.Below(12) {
	case 9:
		return strings.Repeat("x", maxLine-1)
	case 10:
		return strings.Repeat("x", maxLine-2)
	case 11:
		return strings.Repeat("汉", (maxLine-1)/len("汉"))
	}
	return strings.ReplaceAll(d.Text(100), "\n", "")
}

// guest is a caller of a serve scene, and what the model says of it.
type guest struct {
	farEnd
	requests []string
	said     []time.Duration // when each reply has been sent
	hears    string          // all that is sent to it
	closed   time.Duration   // when its connection is closed; -1: not before Shutdown
	conn     *played
	over     time.Duration // when nothing happens any more
}

// howEnds are the ways in which a guest's part of a scene ends.
const (
	stays = iota
	finishes
	fails
	finishesBehind // right behind its last request
	halfFinishes
	halfFails
	tooLong
	tooLongSilent
	deaf
	waysToEnd
)

// newGuest draws a guest: what it says and hears, and how it ends.
func newGuest(d *scene.Dice, s *scene.Stage, name string, reply func(string) string, works time.Duration) *guest {
	g := &guest{closed: -1}
	g.slow = d.Time(0, 0, time.Second, 40*time.Second)
	if g.slow > 0 {
		s.Given("%s lets each reply wait for %s", "%s 每次都过 %s 才收下答复", name, g.slow)
	}
	at := time.Duration(0)
	for n := range d.Below(4) {
		request, pause := oneLine(d), d.Pause()
		g.parts = append(g.parts, part{n, pause, d.Pieces(request + "\n")})
		s.Given("%s%s says %s", "%s%s 说：%s", after(pause), name, pieces(request+"\n", g.parts[n].says))
		g.requests, g.hears = append(g.requests, request), g.hears+reply(request)+"\n"
		at += pause + works + g.slow
		g.said = append(g.said, at)
	}
	asked := len(g.requests)
	then := part{asked, d.Pause(), nil}
	ends := func(after time.Duration) { g.endsAt, g.closed = part{asked, after, nil}, at+after }
	switch how := d.Below(waysToEnd); how {
	case finishes:
		s.Given("%s%s hangs up (FIN)", "%s%s 挂断（FIN）", after(then.pause), name)
		g.ends = io.EOF
		ends(then.pause)
	case fails:
		trouble := lost(d)
		s.Given("%s%s's connection fails: %s", "%s%s 的连接出了故障：%s", after(then.pause), name, trouble)
		g.ends = trouble.Err
		ends(then.pause)
	case finishesBehind:
		if asked == 0 {
			break
		}
		g.ends, g.together = io.EOF, d.Sometimes()
		if g.together {
			s.Given("%s's last bytes come together with its FIN", "%s 的最后几个字节和 FIN 一起来", name)
		} else {
			s.Given("right behind its last request %s sends its FIN", "%s 说完最后一个请求，紧接着就是 FIN", name)
		}
		g.endsAt, g.closed = part{}, at
	case halfFinishes, halfFails:
		half := strings.ReplaceAll("pay"+d.Text(900), "\n", "")
		g.parts = append(g.parts, part{asked, then.pause, d.Pieces(half)})
		at += then.pause
		g.ends = io.EOF
		end := "FIN"
		if how == halfFails {
			trouble := lost(d)
			g.ends, end = trouble.Err, trouble.String()
		}
		pause := d.Pause()
		s.Given("%s%s says half a line: %s", "%s%s 说了半行：%s", after(then.pause), name, short(half))
		s.Given("%s%s's connection ends: %s", "%s%s 的连接断了：%s", after(pause), name, end)
		ends(pause)
	case tooLong, tooLongSilent:
		text := scene.One(d, strings.Repeat("x", maxLine), strings.Repeat("汉", maxLine))[:maxLine]
		if how == tooLong {
			text += strings.Repeat("y", d.Below(500)) + "\n"
		}
		s.Given("%s%s says %d bytes: %s", "%s%s 说了 %d 字节：%s", after(then.pause), name, len(text), short(text))
		g.parts = append(g.parts, part{asked, then.pause, d.Pieces(text)})
		g.closed = at + then.pause
	case deaf:
		if asked == 0 {
			break
		}
		last := len(reply(g.requests[asked-1])) + 1
		trouble := lost(d)
		g.breaks, g.breaksAfter = trouble.Err, len(g.hears)-1-d.Below(last)
		s.Given("%s's last reply cannot be sent whole: %s", "%s 的最后一个答复发不完：%s", name, trouble)
		g.hears, g.said, g.closed = g.hears[:g.breaksAfter], g.said[:asked-1], at
	}
	g.over = max(at, g.closed)
	return g
}

// pieces tells how a text comes.
func pieces(text string, in []string) string {
	if len(in) == 1 {
		return short(text)
	}
	return fmt.Sprintf(In("%s in %d pieces", "%s，分 %d 段"), short(text), len(in))
}

// closedBy is when a visitor's connection is closed, if force is used at the given time.
func (v *visitor) closedBy(force time.Duration) time.Duration { return min(v.natural, force) }

// leftUntil is how long a visitor is left: until its connection is closed and its Handle has returned.
func (v *visitor) leftUntil(force time.Duration) time.Duration {
	return max(v.closedBy(force), v.handled)
}

const never = time.Duration(math.MaxInt64)

// playShutdown calls Shutdown as the calls say, and holds what comes of it to the model.
func playShutdown(s *scene.Stage, h *hall, visitors []*visitor, late *played, calls []*called) {
	first := calls[0].at
	force := never
	allGone := func() time.Duration {
		gone := first
		for _, v := range visitors {
			gone = max(gone, v.leftUntil(force))
		}
		return gone
	}
	byEnd := slices.SortedFunc(slices.Values(calls), func(a, b *called) int { return cmp.Compare(a.ends, b.ends) })
	for _, c := range byEnd {
		if c.want != nil && allGone() > c.ends {
			force = min(force, c.ends)
		}
	}
	gone := allGone()
	last := gone
	var underWay atomic.Int32
	for _, c := range calls {
		<-time.After(c.at - time.Since(h.began))
		ctx := LendContext(c.ctx)
		underWay.Add(1)
		c.down = Start(func() error {
			err := h.server.Shutdown(ctx)
			c.back = time.Since(h.began)
			others := underWay.Add(-1) > 0 // one of them may be about to close
			for _, v := range visitors {
				saw := v.conn.seen()
				if saw.open && (saw.closedAt < 0 || !others) {
					c.open++
				}
			}
			return err
		})
		last = max(last, c.at, c.ends)
	}
	<-time.After(last + 2*time.Second - time.Since(h.began))

	h.complain()
	h.stopped(s, first, visitors)
	for _, v := range visitors {
		v.keeps(s, h, first, force)
	}
	if late != nil {
		saw := late.seen()
		s.Check(sameMoment(saw.closedAt, first) && saw.heard == "", In(
			"Accept returned a caller when Shutdown had already begun: it is hung up on at once, and not served",
			"Shutdown 已经开始，Accept 才返回一个来电：要立刻挂断，不能再服务"),
			In("closed ", "关闭于 ")+when(first), when(saw.closedAt)+" "+short(saw.heard))
	}
	var requests []string
	for _, v := range visitors {
		if len(v.hears) > 0 {
			requests = append(requests, v.request)
		}
	}
	s.Same(In(
		"Handle was not called for the requests that had come before Shutdown, and for no other: a request is either "+
			"handled and answered, or not handled at all",
		"Handle 处理的不正好是 Shutdown 之前到的那些请求：一个请求要么处理了而且发出了答复，要么根本不处理"),
		fmt.Sprintf("%q", h.requests()), fmt.Sprintf("%q", requests))
	for n, c := range calls {
		c.keeps(s, n+1, len(visitors) == 0, late != nil, force, gone)
	}
	s.Nothing(In("everybody has gone, and a goroutine of the server's is left", "大家都走了，服务端还有 goroutine 没有结束"))
}

// stopped ends the scene unless Serve has returned when Shutdown was called, and its listener was
// closed before any connection.
func (h *hall) stopped(s *scene.Stage, first time.Duration, visitors []*visitor) {
	at := time.Duration(-1)
	if h.serve.HasReturned() {
		at = h.back
	}
	s.Check(sameMoment(at, first), In(
		"Shutdown was called, and Serve has not returned at once: it is Shutdown that waits for the requests in "+
			"flight, not Serve",
		"Shutdown 已经调用，Serve 却没有立刻返回：等手上请求的是 Shutdown，不是 Serve"), when(first), when(at))
	err := scene.Return(s, h.serve, "")
	s.Check(errors.Is(err, shutdown.ErrServerClosed), In(
		"Serve ended because of a shutdown: return ErrServerClosed",
		"Serve 是因为停机才结束的：应当返回 ErrServerClosed"), "ErrServerClosed", scene.Told(err))
	h.door.mu.Lock()
	closed, gone, closedAt := h.door.closed, h.door.gone, h.door.closedAt
	h.door.mu.Unlock()
	s.Check(closed && sameMoment(closedAt, first), In(
		"Shutdown was called, and the listener was not closed at once", "Shutdown 已经调用，监听器却没有立刻关闭"),
		when(first), when(closedAt))
	for _, v := range visitors {
		saw := v.conn.seen()
		s.Check(saw.closedAt < first || saw.closes == 0 || saw.closes > gone, In(
			"a connection was closed before the listener was: a client that is hung up on calls again at once, and "+
				"would be accepted; the listener comes first, and its Close has to return before the next step",
			"监听器还没关好，就关闭了一条连接：被挂断的人马上会再打来，又被接起来；监听器放在最前面，它的 Close 返回了，再做下一步"),
			In("the listener, then the connections", "先监听器，再连接"), In("a connection first", "先关了一条连接"))
	}
}

// keeps ends the scene unless a visitor was treated as the model says.
func (v *visitor) keeps(s *scene.Stage, h *hall, first, force time.Duration) {
	saw, due, hears := v.conn.seen(), v.closedBy(force), v.hears
	if v.natural > force {
		hears = ""
	}
	s.Check(saw.closedAt < 0 || saw.closedAt >= due, In(
		"a connection was closed before its time: with a request in flight it is left alone until the "+
			"whole reply has been "+
			"sent, or ctx has ended",
		"一条连接关早了：还有请求在处理的，要等整个答复发出去，或者 ctx 结束"), when(due), when(saw.closedAt))
	s.Same(In(
		"a request was in flight, and its reply did not come whole, or more came than that",
		"有请求正在处理，它的答复没有完整到达，或者来的不止是它"), saw.heard, hears)
	why := In(
		"a reply has been sent, Shutdown has been called, and the connection is not closed at once: do not wait for "+
			"others, and read nothing more",
		"答复已经发出，Shutdown 也调用过，这条连接却没有立刻关闭：不要等别人，也不要再读")
	switch {
	case v.natural == first:
		why = In(
			"this caller had no request in flight when Shutdown was called, and was not hung up on at once",
			"Shutdown 被调用的时候，这个来电者没有在等答复，却没有立刻被挂断")
	case due == force:
		why = In(
			"ctx has ended, and a connection is not closed: what is left at ctx's end is closed, all of it",
			"ctx 已经结束，有一条连接却没有关闭：到 ctx 结束时还剩下的，全都要关闭")
	}
	s.Check(sameMoment(saw.closedAt, due) && !saw.open, why, In("closed ", "关闭于 ")+when(due), when(saw.closedAt))
}

// keeps ends the scene unless a call of Shutdown has returned what it should, when it should.
func (c *called) keeps(s *scene.Stage, number int, nobody, late bool, force, gone time.Duration) {
	at := time.Duration(-1)
	var err error
	if c.down.HasReturned() {
		err = scene.Return(s, c.down, "")
		at = c.back
	}
	which := fmt.Sprintf(In("call %d of Shutdown: ", "第 %d 次调用 Shutdown："), number)
	s.Check(at >= 0, which+In(
		"it has not returned, though all have gone or its ctx has ended",
		"大家都走了，或者它的 ctx 已经结束，它却没有返回"), In("it returns", "它返回"), In("it waits", "它还在等"))
	const second = time.Second // the most that Shutdown may need to learn that all have gone
	none := nobody || c.at > gone
	forced := !none && c.want != nil && (c.ends < gone || c.ends == force)
	// Whom Accept returned when it was closed may count as one who is left.
	either := (!none || late) && !forced && c.want != nil && c.ends <= gone+second
	switch {
	case forced:
		s.Check(err != nil, which+In(
			"its ctx ended before all had gone, and it returned nil: a connection is left until it is closed and its "+
				"Handle has returned",
			"大家还没走完，它的 ctx 就结束了，它却返回 nil：连接关闭了，Handle 也返回了，才算走了"), c.want.Error(), "nil")
		s.Check(errors.Is(err, c.want), which+In(
			"its ctx ended before all had gone: return an error that wraps ctx.Err()",
			"大家还没走完，它的 ctx 就结束了：返回的错误要包装 ctx.Err()"), c.want.Error(), scene.Told(err))
		s.Check(sameMoment(at, c.ends), which+In(
			"its ctx ended, and it did not return at that very moment",
			"它的 ctx 结束了，它却没有在那一刻返回"), when(c.ends), when(at))
	case either && err != nil:
		s.Check(errors.Is(err, c.want), which+In("its ctx has ended", "它的 ctx 已经结束"), c.want.Error(), scene.Told(err))
	default:
		due := max(gone, c.at)
		s.Check(err == nil, which+In(
			"all had gone, and its ctx had not ended before that: return nil",
			"大家都走了，在那之前 ctx 也没有结束：应当返回 nil"), "nil", scene.Told(err))
		s.Check(at >= due, which+In(
			"it says that all have gone, and somebody is left: a connection is left until it is closed and its Handle "+
				"has returned",
			"它说大家都走了，其实还有人：连接关闭了，Handle 也返回了，才算走了"), when(due), when(at))
		s.Check(at <= due+second, which+In(
			"all have gone, and it learns of that more than a second later",
			"大家都走了，它过了一秒多才知道"), when(due), when(at))
	}
	s.Check(c.open == 0, which+In(
		"it has returned, and connections are still open: close them before you return, not in a goroutine",
		"它已经返回，还有连接开着：返回之前就要关好，不能放到 goroutine 里去关"), "0", fmt.Sprint(c.open))
}

// keeps ends the scene unless a guest was served as the model says.
func (g *guest) keeps(s *scene.Stage, name string) {
	saw := g.conn.seen()
	s.Same(fmt.Sprintf(In(
		"what was sent to caller %s is not the reply to each of its whole lines, with a \"\\n\", and nothing else",
		"发给来电者 %s 的，不是每一整行各一个带“\\n”的答复，再没有别的"), name), saw.heard, g.hears)
	for n, due := range g.said {
		s.Check(sameMoment(saw.said[n], due), fmt.Sprintf(In(
			"caller %s got a reply too late: it was not served on its own, or had to wait for another caller",
			"来电者 %s 的答复来晚了：没有各自服务，而是等了别的来电"), name), when(due), when(saw.said[n]))
	}
	switch {
	case g.closed < 0:
		s.Check(saw.closedAt < 0, fmt.Sprintf(In(
			"caller %s did nothing wrong, and was hung up on: before Shutdown, silence has no limit",
			"来电者 %s 什么也没做错，却被挂断了：Shutdown 之前，沉默多久都行"), name),
			In("the connection stays open", "连接一直开着"), In("closed ", "关闭于 ")+when(saw.closedAt))
	default:
		s.Check(saw.closedAt < 0 || saw.closedAt >= g.closed, fmt.Sprintf(In(
			"caller %s was hung up on before its end had come: Serve closes a connection when its caller has hung up, "+
				"when it has failed, or when a line is too long, and for nothing else; it may be silent for days, and "+
				"be of any type",
			"还没到头，来电者 %s 就被挂断了：来电者挂断、连接出故障、一行太长，Serve 才关闭连接，别的理由都不行；"+
				"它可以几天不说话，也可以是任何类型"), name), when(g.closed), when(saw.closedAt))
		s.Check(sameMoment(saw.closedAt, g.closed) && !saw.open, fmt.Sprintf(In(
			"caller %s is of no more use (it has hung up, or failed, or sent MaxLine bytes without a \"\\n\"), "+
				"and its connection is not closed at once",
			"来电者 %s 已经没有用了（挂断了，出了故障，或者发来 MaxLine 个字节还不见“\\n”），它的连接却没有立刻关闭"), name),
			In("closed ", "关闭于 ")+when(g.closed), when(saw.closedAt))
	}
}

// waits ends the scene unless the pauses between the failures of Accept are as the contract has them.
func (h *hall) waits(times int) {
	h.complain()
	if h.serve.HasReturned() {
		h.s.Check(false, In(
			"Accept failed with a temporary error (errors.As finds Temporary() bool, and it is true), and Serve has "+
				"returned: wait a little and ask again, however often",
			"Accept 报的是临时错误（errors.As 能找到 Temporary() bool，而且它返回 true），Serve 却返回了：稍等片刻再问，不管多少次"),
			In("Serve asks again", "Serve 再问"), scene.Told(scene.Return(h.s, h.serve, "")))
	}
	failed := h.door.failures()
	for n := 1; n < len(failed); n++ {
		waited := failed[n] - failed[n-1]
		h.s.Check(waited >= 5*time.Millisecond && waited <= time.Second, In(
			"after a temporary error of Accept wait 5 ms at least and 1 s at most, each time",
			"Accept 报临时错误之后，每次至少等 5 毫秒，至多等 1 秒"), "5ms … 1s", waited.String())
	}
	least := min(times, int((time.Since(h.began)-time.Second)/(1100*time.Millisecond)))
	h.s.Check(len(failed) >= least, In(
		"Accept's trouble goes on, and Serve has given up asking",
		"Accept 的毛病还没过去，Serve 却不再问了"), fmt.Sprintf(">= %d", least), fmt.Sprint(len(failed)))
}

// visitor is a caller of a shutdown scene.
type visitor struct {
	farEnd
	request string
	handled time.Duration // when Handle returns; -1: it is not called
	natural time.Duration // when its connection is closed, if nobody uses force
	hears   string        // by then
	lost    string        // what it may have heard of that before
	conn    *played
}

// called is one call of Shutdown.
type called struct {
	at   time.Duration
	ends time.Duration // when its ctx ends; 0: never
	over bool
	want error
	ctx  context.Context
	down *Running[error]
	back time.Duration
	open int // connections that were open when it returned
}

var errCause = errors.Join(errors.New("cause"), io.EOF, ConnectionRefused)

// shutdownScene is a scene of Serve and Shutdown.
func shutdownScene(d *scene.Dice, s *scene.Stage) {
	began := time.Now()
	const first = 10 * time.Second // when Shutdown is called for the first time
	var visitors []*visitor
	var conns []*played
	works := map[string]time.Duration{}
	for n := range d.Below(5) {
		name := string(rune('A' + n))
		v := &visitor{handled: -1, natural: first}
		odd := time.Duration(n+1) * 20 * time.Millisecond // no two things happen at one instant
		later := scene.One(d, 250*time.Millisecond, 750*time.Millisecond, 3*time.Second) + odd
		v.request = "request of " + name
		whole := part{0, 0, []string{v.request + "\n"}}
		v.hears = strings.ToUpper(v.request) + "\n"
		switch d.Below(8) {
		case 0:
			s.Given("at Shutdown %s is in Handle, for %s more", "停机的时候，%s 的请求正在处理，还要 %s", name, later)
			v.parts, works[v.request] = []part{whole}, first+later
			v.handled, v.natural = first+later, first+later
		case 1:
			s.Given("%s has had its reply, and is idle", "%s 已经得到答复，空闲着", name)
			v.parts, v.lost = []part{whole}, v.hears
		case 2:
			s.Given("%s has never spoken", "%s 从没开过口", name)
			v.hears = ""
		case 3:
			s.Given("%s has sent half a line", "%s 发了半行", name)
			v.parts, v.hears = []part{{0, 0, []string{"half a requ"}}}, ""
		case 4:
			s.Given("Handle has returned %s's reply; %[1]s takes it %s after Shutdown",
				"%s 的答复，Handle 已经返回；停机 %[2]s 之后 %[1]s 才收下", name, later)
			v.parts, works[v.request], v.slow = []part{whole}, time.Second, first+later-time.Second
			v.handled, v.natural = time.Second, first+later
		case 5:
			s.Given("at Shutdown %s is in Handle, for %s more; it takes its reply 2 s later",
				"停机的时候，%s 的请求正在处理，还要 %s；再过 2 秒 %[1]s 才收下答复", name, later)
			v.parts, works[v.request], v.slow = []part{whole}, first+later, 2*time.Second
			v.handled, v.natural = first+later, first+later+2*time.Second
		case 6:
			s.Given("at Shutdown %s is in Handle, for %s more; it asks again with its reply",
				"停机的时候，%s 的请求正在处理，还要 %s；它一得到答复就又问", name, later)
			v.parts, works[v.request] = []part{whole, {1, 0, []string{"one more\n"}}}, first+later
			v.handled, v.natural = first+later, first+later
		case 7:
			s.Given("at Shutdown %s is in Handle, for %s more; its FIN has come already",
				"停机的时候，%s 的请求正在处理，还要 %s；它的 FIN 已经来了", name, later)
			v.parts, works[v.request] = []part{whole}, first+later
			v.handled, v.natural = first+later, first+later
			v.ends = io.EOF
		}
		v.conn = v.farEnd.conn(began)
		visitors, conns = append(visitors, v), append(conns, v.conn)
	}
	h := openHall(s, began, func(request string) string {
		if at, ok := works[request]; ok {
			<-time.After(at - time.Since(began))
		}
		return strings.ToUpper(request)
	}, conns...)
	if d.Sometimes() {
		h.door.late = farEnd{parts: []part{{0, 0, []string{"anybody there?\n"}}}}.conn(began)
		s.Given("Accept returns a caller when the listener is closed already", "监听器已经关闭，Accept 还返回一个来电")
	}
	late := h.door.late
	if late != nil {
		s.Finally(func() { _ = late.Close() })
	}

	var calls []*called
	for n := range 1 + d.Below(3) {
		c := &called{at: first + time.Duration(n)*1003*time.Millisecond, ctx: context.Background()}
		end := scene.One(d, 0, 250*time.Millisecond, time.Second, 5*time.Second) + 125*time.Millisecond
		switch d.Below(4) {
		case 0:
			s.Then("at %s Shutdown is called; its ctx does not end", "%s 时调用 Shutdown，它的 ctx 不会结束", c.at)
		case 1:
			c.over, c.ends, c.want = true, c.at, context.Canceled
			ctx, cancel := context.WithCancelCause(context.Background())
			cancel(errCause)
			c.ctx = ctx
			s.Then("at %s Shutdown is called; its ctx is over", "%s 时调用 Shutdown，它的 ctx 早已结束", c.at)
		case 2:
			c.ends, c.want = c.at+end, context.DeadlineExceeded
			ctx, cancel := context.WithDeadline(context.Background(), began.Add(c.ends))
			c.ctx = ctx
			s.Finally(cancel)
			s.Then("at %s Shutdown is called; its ctx's deadline is %s later",
				"%s 时调用 Shutdown，它的 ctx 再过 %s 到期", c.at, end)
		case 3:
			c.ends, c.want = c.at+end, context.Canceled
			ctx, cancel := context.WithCancelCause(context.Background())
			time.AfterFunc(c.ends-time.Since(began), func() { cancel(errCause) })
			c.ctx = ctx
			s.Finally(func() { cancel(nil) })
			s.Then("at %s Shutdown is called; its ctx is cancelled %s later, with a cause",
				"%s 时调用 Shutdown，它的 ctx 再过 %s 被取消，还带着原因", c.at, end)
		}
		calls = append(calls, c)
	}
	playShutdown(s, h, visitors, late, calls)
}
