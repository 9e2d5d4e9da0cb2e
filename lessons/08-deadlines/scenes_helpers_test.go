package deadlines_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	deadlines "handshake/lessons/08-deadlines"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// never is later than everything in a scene.
const never = time.Duration(math.MaxInt64)

// about reports whether something came when it was due, or a blink later.
func about(got, due time.Duration) bool { return due <= got && got < due+blink }

// deadline is one that a connection has from before, in words and by the clock; none is the zero time.
type deadline struct {
	name string
	at   time.Time
}

// oldDeadline is one that somebody has left on the connection, d in doubt.
func oldDeadline(d *scene.Dice, limit time.Duration) deadline {
	now := time.Now()
	return scene.One(d,
		deadline{In("none", "没有"), time.Time{}},
		deadline{In("one that is past", "早已过去"), now.Add(-time.Hour)},
		deadline{fmt.Sprintf(In("one in %v", "%v 之后"), limit/4), now.Add(limit / 4)},
		deadline{fmt.Sprintf(In("one in %v", "%v 之后"), 10*limit), now.Add(10 * limit)})
}

// Ends of what a peer of ReadIdle says.
const (
	staysSilent = iota
	finishes
	fails
)

// filling is what ReadIdle should come to: a model of its contract.
type filling struct {
	n    int
	took time.Duration
	err  error // nil: p is full
}

// fillingOf is what happens when pieces come after pauses, and then, after one more, an end.
func fillingOf(size int, idle time.Duration, pieces []string, paces []time.Duration, end error, atOnce bool) filling {
	if size == 0 {
		return filling{}
	}
	n, now := 0, time.Duration(0)
	ends := func() error {
		if end == io.EOF && n > 0 {
			return io.ErrUnexpectedEOF
		}
		return end
	}
	for i, piece := range pieces {
		if paces[i] > idle {
			return filling{n, now + idle, os.ErrDeadlineExceeded}
		}
		now, n = now+paces[i], n+len(piece)
		switch last := i == len(pieces)-1; {
		case n >= size:
			return filling{size, now, nil}
		case last && atOnce && end != nil:
			return filling{n, now, ends()}
		}
	}
	if pace := paces[len(pieces)]; end != nil && pace < idle {
		return filling{n, now + pace, ends()}
	}
	return filling{n, now + idle, os.ErrDeadlineExceeded}
}

// readsIdle is a scene for ReadIdle.
func readsIdle(d *scene.Dice, s *scene.Stage) {
	text, size := "", d.Below(3)
	if d.Below(5) > 0 {
		text = d.Text(40)
		size = min(d.Limit(len(text)), 5000)
	}
	pieces := slices.DeleteFunc(d.Pieces(text), func(piece string) bool { return piece == "" })
	idle := d.TimeFor(len(pieces)+1, time.Second, 20*time.Millisecond, 30*time.Second, 6*time.Minute)
	oldRead, oldWrite := oldDeadline(d, idle), oldDeadline(d, idle)
	hangsUp := scene.One(d, never, never, never, idle/4*3)
	end, trouble, atOnce := scene.One(d, staysSilent, finishes, fails), d.Trouble(os.ErrDeadlineExceeded), d.Sometimes()
	paces := make([]time.Duration, len(pieces)+1)
	var lasts time.Duration
	for i := range paces {
		paces[i] = scene.One(d, 0, idle/2, idle-1, idle-1, 2*idle)
		lasts += paces[i]
	}
	script := Script{Says: pieces, Paces: paces, AtOnce: atOnce && end != staysSilent}
	switch end {
	case finishes:
		script.Ends = io.EOF
	case fails:
		script.Ends, script.Bare = trouble.Err, true
	}

	s.Given("p has room for %d bytes, idle is %v", "p 装得下 %d 字节，idle 是 %v", size, idle)
	for i, piece := range pieces {
		s.Given("the peer is silent for %v, then says %q", "对端沉默 %v，然后说 %q", paces[i], piece)
	}
	tellEnd(s, end, script, paces[len(pieces)], trouble)
	s.Given("old deadlines: for reading %s, for writing %s", "从前的截止时间：读：%s，写：%s", oldRead.name, oldWrite.name)
	s.Then("ReadIdle is called", "调用 ReadIdle")
	if hangsUp < never {
		s.Then("after %v, the caller closes conn", "%v 之后，调用者关闭 conn", hangsUp)
	}

	want := fillingOf(size, idle, pieces, paces, script.Ends, script.AtOnce)
	closed := hangsUp < want.took
	if closed {
		at := fillingBefore(hangsUp, pieces, paces)
		want = filling{min(at, size), hangsUp, net.ErrClosed}
	}

	peer := script.Conn()
	s.Finally(func() { _ = peer.Close() })
	_, _ = peer.SetReadDeadline(oldRead.at), peer.SetWriteDeadline(oldWrite.at)
	known := len(peer.Calls())
	if hangsUp < never {
		hangUp := time.AfterFunc(hangsUp, func() { _ = peer.Close() })
		s.Finally(func() { hangUp.Stop() })
	}
	spared := spare(peer)
	s.Takes(lasts + idle)
	var readBy, writeBy time.Time
	got := scene.Call(s, func() filled {
		p, began := make([]byte, size), time.Now()
		n, err := deadlines.ReadIdle(Lend(spared), p, idle)
		readBy, writeBy = peer.Deadlines()
		return filled{p[:min(max(n, 0), size)], n, err, time.Since(began)}
	}, idleHangs)

	s.Check(!spared.tooMuch(), pestered, In("one Read that fails", "一次失败的 Read"), In("a thousand", "上千次"))
	s.Check(got.took >= want.took || !errors.Is(got.err, os.ErrDeadlineExceeded), tooSoon,
		fmt.Sprintf(In("nothing before %v", "%v 之前没有结果"), want.took), outcome(got))
	switch {
	case want.err == nil && size == 0:
		s.Check(got.err == nil && about(got.took, 0), In(
			"p has no room: it is full from the beginning, and there is nothing to wait for",
			"p 一个字节也装不下：它一开始就是满的，没有什么可等"), "0, nil", outcome(got))
	case want.err == nil && script.AtOnce:
		s.Check(got.err == nil, bytesFirst, fmt.Sprintf("%d, nil", want.n), outcome(got))
	case want.err == nil:
		s.Check(got.err == nil, In(
			"p is full: err is nil then, whatever comes behind; and the wait begins anew with every byte, in the call "+
				"as well as with the first",
			"p 填满了：这时 err 就是 nil，不管后面还来什么；每来一个字节都要重新计时，从调用时算起的那一次也一样"),
			fmt.Sprintf("%d, nil", want.n), outcome(got))
	case want.err == os.ErrDeadlineExceeded:
		s.Check(got.err != nil, notFull, fmt.Sprintf("%d, os.ErrDeadlineExceeded", want.n), outcome(got))
		s.Kinds(silenceIs, got.err, want.err, errAlso...)
	case end == finishes && !closed:
		s.Check(got.err != nil, notFull, fmt.Sprintf("%d, %v", want.n, want.err), outcome(got))
		s.Kinds(endIs, got.err, want.err)
	case closed:
		s.Kinds(closedIs, got.err, want.err)
	default:
		s.Check(got.err != nil, notFull, fmt.Sprintf("%d, %v", want.n, trouble), outcome(got))
		s.Kinds(failureIs, got.err, want.err)
	}
	s.Check(about(got.took, want.took), In(
		"the peer may be silent for idle, no less and no more, from the call and from every byte on; however long the "+
			"whole takes",
		"对端每次可以沉默 idle，不多也不少，从调用时算起，每来一个字节都重新算起；总共要多久都不要紧"),
		In("back after ", "用时 ")+want.took.String(), In("back after ", "用时 ")+got.took.String())
	s.Check(got.n == want.n, In(
		"n is how many bytes have come, with an error as well as without; those that came with the error count, too",
		"n 是来了多少字节，有没有错误都一样；和错误一起来的也要算上"),
		fmt.Sprint(want.n), fmt.Sprint(got.n))
	s.Same(In("the bytes that came stand at the front of p", "来的字节要放在 p 的最前面"), string(got.p), text[:want.n])
	s.Check(peer.Taken() == want.n, In(
		"what p has no room for belongs to the next reader: it must stay in conn",
		"p 装不下的，归下一个来读的人：要留在 conn 里"),
		fmt.Sprintf(In("%d bytes taken", "取走 %d 字节"), want.n),
		fmt.Sprintf(In("%d bytes taken", "取走 %d 字节"), peer.Taken()))
	if closed {
		return
	}
	s.Check(readBy.IsZero(), In(
		"ReadIdle has returned, and conn has a read deadline, which strikes sooner or later: clear it with "+
			"SetReadDeadline(time.Time{}) before you return, on every way out",
		"ReadIdle 已经返回，conn 上却还有读截止时间，迟早要发作：返回之前就用 SetReadDeadline(time.Time{}) 清除它，每一条出路都要"),
		In("no read deadline", "没有读截止时间"), inWords(readBy))
	s.Check(writeBy.Equal(oldWrite.at) && !slices.ContainsFunc(peer.Calls()[known:], func(call Call) bool {
		return call.Op == "deadline" || call.Op == "writedeadline"
	}), writeIsNotYours, In("the write deadline as it was", "写截止时间原封不动"), In("it was set", "它被动过"))
	s.Check(peer.Open(), In(
		"ReadIdle has closed the connection: its caller still needs it",
		"ReadIdle 把连接关闭了：调用者还要用它"), In("open", "开着"), In("closed", "关了"))
	<-time.After(lasts + idle)
	s.Check(peer.Taken() == want.n, goesOnReading,
		fmt.Sprintf(In("%d bytes taken", "取走 %d 字节"), want.n),
		fmt.Sprintf(In("%d bytes taken later", "后来取走 %d 字节"), peer.Taken()))
}

// fillingBefore is how many bytes have come before a moment.
func fillingBefore(moment time.Duration, pieces []string, paces []time.Duration) (n int) {
	for i, piece := range pieces {
		if moment -= paces[i]; moment < 0 {
			return n
		}
		n += len(piece)
	}
	return n
}

// tellEnd tells how the peer ends.
func tellEnd(s *scene.Stage, end int, script Script, pace time.Duration, trouble scene.Trouble) {
	switch {
	case end == staysSilent:
		s.Given("then it is silent", "然后不再出声")
	case script.AtOnce && len(script.Says) > 0 && end == finishes:
		s.Given("the end comes with the last of it", "结尾和最后一段一起到")
	case script.AtOnce && len(script.Says) > 0:
		s.Given("with the last of it, conn fails: %v", "和最后一段一起，conn 出了故障：%v", trouble)
	case end == finishes:
		s.Given("after %v, it finishes", "%v 之后，对端结束", pace)
	default:
		s.Given("after %v, conn fails: %v", "%v 之后，conn 出了故障：%v", pace, trouble)
	}
}

// outcome is what ReadIdle returned, in a line.
func outcome(got filled) string {
	if got.err == nil {
		return fmt.Sprintf(In("%d, nil after %v", "%d, nil，用时 %v"), got.n, got.took)
	}
	return fmt.Sprintf(In("%d, %s, after %v", "%d, %s，用时 %v"), got.n, OneLine(got.err), got.took)
}

// inWords is a deadline by the clock of the scene's connection.
func inWords(by time.Time) string {
	if by.IsZero() {
		return In("no deadline", "没有截止时间")
	}
	return fmt.Sprintf(In("a deadline in %v", "截止时间在 %v 之后"), time.Until(by))
}

// Steps of a handler.
const (
	reads1 = iota
	writes1
	waits
	sets
	closes
)

// step is something that a handler does.
type step struct {
	does  int
	waits time.Duration
	which string        // of the three methods that set a deadline
	by    time.Duration // from that moment on; never: the zero time
}

// seen is what a handler saw of a step.
type seen struct {
	began, ended time.Duration
	n            int
	err          error
	open         bool // the connection, afterwards
}

// stepsOf are steps by chance, and their words: in each round handler may set deadlines, and then
// uses its connection, or does something else.
func stepsOf(d *scene.Dice, s *scene.Stage, total time.Duration) (steps []step) {
	for range d.Below(4) {
		use := scene.One(d, reads1, writes1)
		for range d.Below(3) {
			set := step{does: sets, by: scene.One(d, never, 10*total, total/6, -time.Hour, total/3)}
			set.which = scene.One(d, "SetDeadline", "SetReadDeadline", "SetReadDeadline", "SetWriteDeadline")
			if use == writes1 {
				set.which = scene.One(d, "SetDeadline", "SetWriteDeadline", "SetWriteDeadline", "SetReadDeadline")
			}
			if set.by == never {
				s.Then("handler calls %s(time.Time{})", "handler 调用 %s(time.Time{})", set.which)
			} else {
				s.Then("handler calls %s(time.Now().Add(%v))", "handler 调用 %s(time.Now().Add(%v))", set.which, set.by)
			}
			steps = append(steps, set)
		}
		next := step{does: scene.One(d, use, use, use, waits, closes)}
		switch next.does {
		case reads1:
			s.Then("handler reads a byte", "handler 读一个字节")
		case writes1:
			s.Then("handler writes a byte", "handler 写一个字节")
		case closes:
			s.Then("handler closes its connection", "handler 关闭它的连接")
		case waits:
			next.waits = scene.One(d, total/8, total, 2*total)
			s.Then("handler does something else for %v", "handler 忙别的，%v", next.waits)
		}
		steps = append(steps, next)
	}
	return steps
}

// take does the step.
func (t step) take(within net.Conn, since func() time.Duration, open func() bool) (saw seen) {
	saw.began = since()
	switch t.does {
	case reads1:
		saw.n, saw.err = within.Read(make([]byte, 1))
	case writes1:
		saw.n, saw.err = within.Write([]byte("!"))
	case waits:
		<-time.After(t.waits)
	case closes:
		saw.err = within.Close()
	case sets:
		by := time.Time{}
		if t.by < never {
			by = time.Now().Add(t.by)
		}
		set := map[string]func(time.Time) error{
			"SetDeadline": within.SetDeadline, "SetReadDeadline": within.SetReadDeadline,
			"SetWriteDeadline": within.SetWriteDeadline,
		}[t.which]
		saw.err = set(by)
	}
	saw.ended, saw.open = since(), open()
	return saw
}

// handlerModel is what the contract says of the connection that handler has.
type handlerModel struct {
	total, reads, writes time.Duration // when which deadline strikes
	next, pace           time.Duration // when the peer's next byte comes; never: it is silent
	deaf, closed         bool
}

// check compares what handler saw of a step with what it should.
func (m *handlerModel) check(s *scene.Stage, t step, saw seen) {
	switch t.does {
	case sets:
		if m.closed {
			return
		}
		s.Check(saw.err == nil, standsFor, In("no error from ", "没有错误：")+t.which, nothing(saw.err))
		by := m.total
		if t.by < never {
			by = min(by, saw.began+t.by)
		}
		if t.which != "SetWriteDeadline" {
			m.reads = by
		}
		if t.which != "SetReadDeadline" {
			m.writes = by
		}
	case closes:
		s.Check(m.closed == (saw.err != nil), standsFor, nothing(nil), nothing(saw.err))
		s.Check(!saw.open, standsFor, In("conn is closed", "conn 已经关闭"), In("conn is open", "conn 还开着"))
		m.closed = true
	case reads1:
		due := never
		if m.next < never {
			due = max(saw.began, m.next)
		}
		if m.checkCall(s, "Read", saw, due, m.reads); saw.err == nil {
			m.next = saw.ended + m.pace
		}
	case writes1:
		due := saw.began
		if m.deaf {
			due = never
		}
		m.checkCall(s, "Write", saw, due, m.writes)
	}
}

// checkCall compares a Read or Write that would be served when it is due and fails at a deadline.
func (m *handlerModel) checkCall(s *scene.Stage, call string, saw seen, due, by time.Duration) {
	result := fmt.Sprintf(In("it came back at %v: %s", "它在 %v 返回：%s"), saw.ended, nothing(saw.err))
	if m.closed {
		s.Check(saw.err != nil, standsFor, In("an error: conn is closed", "一个错误：conn 已经关闭"), result)
		return
	}
	strikes := max(saw.began, by)
	if due < strikes {
		why := lastHolds
		if by == m.total {
			why = In(
				"total is not over, and handler has set no earlier deadline that still holds (those from before do "+
					"not count): its Read or Write must be served",
				"total 还没有到，handler 也没有设过还有效的更早的截止时间（从前的不算数）：handler 的读写应当照常完成")
		}
		s.Check(saw.err == nil && saw.n == 1 && about(saw.ended, due), why,
			fmt.Sprintf(In("%s comes back at %v with one byte", "%s 在 %v 返回，一个字节"), call, due), result)
		return
	}
	if due < strikes+2*blink {
		return // who looks at the clock in small steps may be served
	}
	why := lastHolds
	want := fmt.Sprintf(In("%s fails at %v: os.ErrDeadlineExceeded", "%s 在 %v 失败：os.ErrDeadlineExceeded"),
		call, strikes)
	switch {
	case by == m.total && saw.began >= by:
		why = overIsOver
	case by == m.total:
		why = totalEnds
	}
	s.Check(saw.err != nil && about(saw.ended, strikes), why, want, result)
	s.Check(errors.Is(saw.err, os.ErrDeadlineExceeded), totalOver, want, result)
}

// nothing is an error's text, or that there was none.
func nothing(err error) string {
	if err == nil {
		return In("no error", "没有错误")
	}
	return OneLine(err)
}

// How a handler ends.
const (
	returnsNil = iota
	returnsLast
	returnsOwn
	panics
)

// handlesWithin is a scene for HandleWithin.
func handlesWithin(d *scene.Dice, s *scene.Stage) {
	total := scene.One(d, 2*time.Minute, time.Second, 3*time.Hour)
	m := handlerModel{total: total, reads: total, writes: total, next: never}
	script := Script{}
	if m.pace = scene.One(d, never, total/5+time.Millisecond, 2*total); m.pace < never {
		script.Pauses, m.next = m.pace, m.pace
		script.Says = slices.Repeat([]string{"."}, 20)
		s.Given("total is %v; a byte comes every %v", "total 是 %v；每 %v 来一个字节", total, m.pace)
	} else {
		s.Given("total is %v; the peer is silent", "total 是 %v；对端不出声", total)
	}
	if m.deaf = d.Sometimes(); m.deaf {
		script.Deaf = true
		s.Given("the peer does not read: a Write waits", "对端不读：Write 要等")
	}
	old := oldDeadline(d, total)
	s.Given("an old deadline for reading and writing: %s", "从前的截止时间，读和写的：%s", old.name)
	ends := scene.One(d, returnsNil, returnsLast, returnsOwn, panics)
	trouble := d.Trouble()
	value := scene.One(d, any("a text"), any(errHandler), any(42), any(&step{}), nil)
	steps := stepsOf(d, s, total)
	switch ends {
	case returnsNil:
		s.Then("handler returns nil", "handler 返回 nil")
	case returnsLast:
		s.Then("handler returns the last error that it met", "handler 返回它最后碰到的错误")
	case returnsOwn:
		s.Then("handler returns %v", "handler 返回 %v", trouble)
	case panics:
		s.Then("handler panics with %T %[1]v", "handler panic，值是 %T %[1]v", value)
	}

	peer := script.Conn()
	s.Finally(func() { _ = peer.Close() })
	_ = peer.SetDeadline(old.at)
	spared := spare(peer)
	conn := Lend(spared)
	s.Takes(total * 20)
	var (
		mu          sync.Mutex
		saw         []seen
		said        error
		calls       int
		left        time.Duration = -1 // when handler ended
		local, far  string
		read, write time.Time
		thrown      any
	)
	since := func() time.Duration { return s.Now() }
	handler := func(within net.Conn) error {
		mu.Lock()
		calls++
		mu.Unlock()
		local, far = fmt.Sprint(within.LocalAddr()), fmt.Sprint(within.RemoteAddr())
		var last error
		for _, t := range steps {
			now := t.take(within, since, peer.Open)
			if now.err != nil {
				last = now.err
			}
			saw = append(saw, now)
		}
		mu.Lock()
		defer mu.Unlock()
		left = since()
		switch ends {
		case returnsLast:
			said = last
		case returnsOwn:
			said = trouble.Err
		case panics:
			if value == nil {
				value = steps[len(steps)] // a mistake, at which the runtime panics
			}
			panic(value)
		}
		return said
	}
	got := scene.Call(s, func() (got handled) {
		defer func() {
			read, write = peer.Deadlines()
			got.took = s.Now()
			if thrown = recover(); thrown != nil && ends != panics {
				panic(thrown)
			}
		}()
		got.err = deadlines.HandleWithin(conn, total, handler)
		return got
	}, handleHangs)

	s.Check(!spared.tooMuch(), pestered, In("one Read that fails", "一次失败的 Read"), In("a thousand", "上千次"))
	mu.Lock()
	defer mu.Unlock()
	s.Check(calls == 1, calledOnce, "1", fmt.Sprint(calls))
	s.Check(left >= 0 && about(got.took, left), leavesHandler,
		In("back when handler was done, at ", "handler 做完才返回，在 ")+left.String(),
		In("back at ", "返回于 ")+got.took.String())
	s.Check(local == fmt.Sprint(peer.LocalAddr()) && far == fmt.Sprint(peer.RemoteAddr()), standsFor,
		fmt.Sprint(peer.LocalAddr(), " ", peer.RemoteAddr()), local+" "+far)
	for i, t := range steps {
		m.check(s, t, saw[i])
	}
	over, sure := timeIsUp(total, left, saw)
	checkReturn(s, ends, got, said, thrown, value, over, sure)
	if closed := slices.ContainsFunc(steps, func(t step) bool { return t.does == closes }); closed {
		return
	}
	s.Check(peer.Open(), notYoursToClose, In("open", "开着"), In("closed", "关了"))
	s.Check(read.IsZero() && write.IsZero(), nothingLeft, In("no deadline", "没有截止时间"),
		fmt.Sprintf(In("for reading: %s; for writing: %s", "读：%s；写：%s"), inWords(read), inWords(write)))
}

// timeIsUp tells whether total is over when handler is done, and whether that is for sure: who
// looks at the clock in small steps may not know at once, unless a Read or Write has told.
func timeIsUp(total, left time.Duration, saw []seen) (over, sure bool) {
	if left < total || left >= total+blink || len(saw) == 0 {
		return left >= total, left < total || left >= total+blink
	}
	last := saw[len(saw)-1]
	return true, last.ended >= total && errors.Is(last.err, os.ErrDeadlineExceeded)
}

// checkReturn compares how HandleWithin ended with how handler did.
func checkReturn(s *scene.Stage, ends int, got handled, said error, thrown, value any, over, sure bool) {
	saw := fmt.Sprintf(In("at %v: %s", "在 %v：%s"), got.took, nothing(got.err))
	if ends == panics {
		_, isMistake := thrown.(runtime.Error)
		s.Check(thrown != nil, hushedUp, fmt.Sprintf("panic: %v", value), saw)
		s.Check(thrown == value || value == nil && isMistake, In(
			"handler's panic goes through with its value, whatever that is: do not recover, or panic with the "+
				"same value",
			"handler 的 panic 要带着原来的值往外传，不管是什么值：不要 recover，或者用同一个值再 panic"),
			fmt.Sprintf("%T %[1]v", value), fmt.Sprintf("%T %[1]v", thrown))
		return
	}
	if said != nil {
		s.Check(got.err != nil && errors.Is(got.err, said), strings.ReplaceAll(handlersOwn, "%%", "%"),
			OneLine(said), saw)
	}
	switch {
	case !sure:
	case over:
		s.Check(got.err != nil && errors.Is(got.err, os.ErrDeadlineExceeded), In(
			"total was over when handler returned, if only in this very moment: whatever handler says, errors.Is must "+
				"find os.ErrDeadlineExceeded; look at the clock, !time.Now().Before(end)",
			"handler 返回时 total 已经到了，哪怕恰好在这一刻到：不管 handler 怎么说，errors.Is 都要能认出 "+
				"os.ErrDeadlineExceeded；要看时间，!time.Now().Before(end)"), "os.ErrDeadlineExceeded", saw)
	case said == nil:
		s.Check(got.err == nil, inTime, nothing(nil), saw)
	default:
		s.Kinds(inTime, got.err, said)
	}
}

// What is said of more than one scene.
var (
	errAlso = []error{context.DeadlineExceeded}

	pestered = In(
		"Read failed, and your code called it again at once, a thousand times: what has ended, or is past its "+
			"deadline, stays so; look at the error of every Read, and leave",
		"Read 失败后，你的代码马上又去调用，足有一千次：已经结束的，或者过了截止时间的，再读也还是一样；每次 Read 都要看错误，该离开就离开")
	tooSoon = In(
		"time was up although the peer had not been silent for idle: the wait begins with the call, and anew with "+
			"every byte; and a deadline that conn has from before does not count, so set your own before the first "+
			"Read, too",
		"对端还没有沉默满 idle，时间就到了：从调用时开始计时，每来一个字节都重新计时；conn 先前带着的截止时间不算数，第一次 Read 之前也要设好自己的")
	bytesFirst = In(
		"one Read may return the last n bytes and an error together, and here they fill p: take the bytes first, then "+
			"look at the error",
		"一次 Read 可以既返回最后 n 个字节，又返回错误，这里 p 正好填满：先收下字节，再看错误")
	silenceIs = In(
		"the peer was silent for idle: errors.Is finds os.ErrDeadlineExceeded, and neither an end nor a failure",
		"对端沉默满了 idle：errors.Is 应当认出 os.ErrDeadlineExceeded，而不是结尾，也不是故障")
	endIs = In(
		"the peer finished before p was full: io.EOF if nothing came, io.ErrUnexpectedEOF if something did, and "+
			"not both",
		"p 还没填满，对端就结束了：一个字节也没来是 io.EOF，来过一些是 io.ErrUnexpectedEOF，不会两个都是")
	failureIs = In(
		"conn failed: errors.Is finds its own reason and nothing else; not every failure is an end or a timeout, so "+
			"pass the error on, or wrap it with %w",
		"conn 出了故障：errors.Is 认得出它自己的原因，别的都认不出；故障不都是结尾或者超时，所以要把错误传出去，或者用 %w 包装")
	closedIs = In(
		"the caller closed conn while ReadIdle was waiting: that is net.ErrClosed, and no end of the peer's; pass the "+
			"error on, or wrap it with %w",
		"ReadIdle 还在等，调用者就关闭了 conn：这是 net.ErrClosed，不是对端结束了；要把错误传出去，或者用 %w 包装")
	notYoursToClose = In(
		"HandleWithin has closed the connection: its caller still needs it, also after an error or a panic",
		"HandleWithin 把连接关闭了：调用者还要用它，出了错、panic 了也一样")
	calledOnce = In(
		"handler is to be called once",
		"handler 应当只调用一次")
	leavesHandler = In(
		"HandleWithin returns when handler has, no sooner and no later: end what handler waits for with a deadline, "+
			"and wait for it",
		"handler 返回了，HandleWithin 才返回，不早也不晚：用截止时间结束 handler 在等的东西，然后等它返回")
	standsFor = In(
		"handler's connection stands for conn: but for the deadlines, its methods do and return what conn's do",
		"handler 的连接代表 conn：除了截止时间，各个方法做的和返回的都与 conn 的一样")
	lastHolds = In(
		"in each direction the last deadline that handler has set holds, if it is earlier than the end of total, also "+
			"where it is later than one before; SetDeadline is for both directions, and time.Time{} means the "+
			"end of total",
		"每个方向都以 handler 最后设的截止时间为准，只要它比 total 的终点早，哪怕比前一次设的晚；SetDeadline 管两个方向，"+
			"time.Time{} 就是 total 的终点")
	totalEnds = In(
		"handler's Read or Write waits, and total has to end it, whatever handler did before: total counts from "+
			"the call",
		"handler 的 Read 或 Write 在等，要由 total 来结束它，不管 handler 先前做过什么：total 从调用时算起")
	overIsOver = In(
		"total was over, handler went on: every Read and Write after the end has to fail at once, with "+
			"os.ErrDeadlineExceeded",
		"total 已经到了，handler 还要接着来：到点之后的每一次 Read、每一次 Write 都要立刻失败，错误是 os.ErrDeadlineExceeded")
	inTime = In(
		"handler was done before total was over: what handler says is all there is to say",
		"total 还没有到，handler 就做完了：handler 怎么说，就是怎样")
)
