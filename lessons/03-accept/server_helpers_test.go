package accept_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	accept "handshake/lessons/03-accept"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// method is an error that has the method Temporary and nothing else.
type method struct{ temporary bool }

func (e *method) Error() string   { return "trouble" }
func (e *method) Temporary() bool { return e.temporary }

// lasting is an error that says of itself that it is not temporary, whatever it has inside.
type lasting struct{ inside error }

func (e *lasting) Error() string   { return "broken: " + e.inside.Error() }
func (e *lasting) Temporary() bool { return false }
func (e *lasting) Unwrap() error   { return e.inside }

// slow is an error that is a timeout, and not temporary.
type slow struct{}

func (*slow) Error() string   { return "slow" }
func (*slow) Timeout() bool   { return true }
func (*slow) Temporary() bool { return false }

// trouble is an error of Accept's, with its name in a story.
type trouble struct {
	err  error
	name string
}

// troubles are errors of Accept's that are easily mistaken.
func troubles() []trouble {
	return []trouble{
		{TooManyFiles(), "too many open files (EMFILE in a *net.OpError)"},
		{syscall.ENFILE, "ENFILE"},
		{&method{true}, "own type, Temporary() is true"},
		{errors.Join(errors.New("first"), &method{true}), "errors.Join(…, own type, Temporary() is true)"},
		{errors.New("the line is cut"), `errors.New("the line is cut")`},
		{AcceptError(syscall.EINVAL), "EINVAL in a *net.OpError"},
		{io.EOF, "io.EOF"},
		{os.ErrClosed, "os.ErrClosed"},
		{errors.New(net.ErrClosed.Error()), `errors.New("use of closed network connection")`},
		{&method{false}, "own type, Temporary() is false"},
		{&slow{}, "own type, Timeout() is true and Temporary() is false"},
		{&lasting{syscall.EMFILE}, "own type, Temporary() is false, around EMFILE"},
		{net.ErrClosed, "net.ErrClosed"},
		{fmt.Errorf("%w: no more callers", net.ErrClosed), `fmt.Errorf("%w: no more callers", net.ErrClosed)`},
		{errors.Join(errors.New("first"), net.ErrClosed), "errors.Join(…, net.ErrClosed)"},
	}
}

// aTrouble is an error that Accept returns.
func aTrouble(d *scene.Dice) trouble {
	all := troubles()
	if n := d.Below(len(all) + len(all)/2); n < len(all) {
		return all[n]
	}
	t := d.Trouble()
	return trouble{t.Err, t.String()}
}

// temporary is the contract's word on it.
func temporary(err error) bool {
	var t interface{ Temporary() bool }
	return errors.As(err, &t) && t.Temporary()
}

// structure is a value to panic with.
type structure struct{ a, b int }

// values are what an answer panics with.
func values() []any {
	return []any{accident, 42, errors.New("an error"), structure{1, 2}, &structure{3, 4}, io.EOF}
}

// talk is what becomes of a caller: answer takes so long, hangs up itself or does not, and panics
// with a value unless that is nil.
type talk struct {
	takes   time.Duration
	hangsUp bool
	panics  any
}

// caller is a connection that is known by its number, through whatever it is wrapped in.
type caller struct {
	*ScriptedConn
	number int
}

const firstPort = 50000

func (c caller) RemoteAddr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1).To4(), Port: firstPort + c.number}
}

// shift is AcceptLoop at work in a scene.
type shift struct {
	ln      *ScriptedListener
	callers []caller
	talks   []talk
	looks   bool // for goroutines that are left, which takes its time

	mu       sync.Mutex
	answered []int // the callers, in the order in which answer was called
	busy     int
	thrown   any // what answer has panicked with
	wrong    func(*scene.Stage)
}

// outcome is what there is at the instant when AcceptLoop returns, or panics.
type outcome struct {
	err    error
	thrown any // what AcceptLoop has panicked with
	busy   int
	open   []int // callers whose connections are not closed
}

// serve calls AcceptLoop.
func (w *shift) serve() (out outcome) {
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.thrown != nil {
			out.thrown = recover()
		}
		out.busy, out.open = w.busy, w.stillOpen()
	}()
	out.err = accept.AcceptLoop(LendListener(w.ln), w.answer)
	return out
}

// stillOpen are the callers whom Accept has returned and who have not been hung up on.
func (w *shift) stillOpen() (open []int) {
	for _, told := range w.ln.Accepts() {
		if c, ok := told.Conn.(caller); ok && c.Open() {
			open = append(open, c.number+1)
		}
	}
	return open
}

// answer is what AcceptLoop hands the connections to.
func (w *shift) answer(conn net.Conn) {
	if conn == nil {
		panic(nobodyThere)
	}
	at := PortOf(conn.RemoteAddr()) - firstPort
	w.mu.Lock()
	if at < 0 || at >= len(w.callers) {
		w.mu.Unlock()
		panic(nobodyThere)
	}
	for _, before := range w.answered {
		w.note(!w.callers[before].Open(), notClosed(),
			fmt.Sprintf(In("caller %d is hung up on before answer is called for caller %d",
				"先挂断第 %d 个来电，再为第 %d 个来电调用 answer"), before+1, at+1),
			fmt.Sprintf(In("the connection of caller %d is open", "第 %d 个来电的连接还开着"), before+1))
	}
	w.note(w.busy == 0, oneAtATime(),
		In("one call of answer at a time", "同一时刻只有一次 answer"), In("two at once", "同时有两次"))
	w.note(w.callers[at].Open(), In(
		"answer was given a connection that is closed already: close it when answer is done, and not before",
		"交给 answer 的连接已经关闭了：要等 answer 做完才关，不能提前"),
		In("an open connection", "开着的连接"), In("a closed one", "关了的连接"))
	w.answered = append(w.answered, at)
	w.busy++
	t := w.talks[at]
	w.mu.Unlock()

	// A moment at least: until it is over, everything else that can happen has happened.
	<-time.After(max(t.takes, 1))

	w.mu.Lock()
	defer w.mu.Unlock()
	w.note(w.callers[at].Open(), cut(), In("the connection stays open", "连接一直开着"),
		fmt.Sprintf(In("it was closed while answer was talking with caller %d", "answer 还在和第 %d 个来电说话，连接就关了"), at+1))
	if t.hangsUp {
		_ = conn.Close()
	}
	w.busy--
	if t.panics != nil {
		w.thrown = t.panics
		panic(t.panics)
	}
}

// note remembers the first thing that goes wrong. The caller holds mu.
func (w *shift) note(ok bool, why, want, saw string) {
	if !ok && w.wrong == nil {
		w.wrong = func(s *scene.Stage) { s.Check(false, why, want, saw) }
	}
}

// aShift draws a listener and its callers. It is closed some time after the scene begins, one time in
// two not before everything else has come.
func aShift(d *scene.Dice, s *scene.Stage) *shift {
	w := &shift{}
	var steps []Step
	var all time.Duration
	for over := false; !over && d.Below(6) > 0; {
		if d.Sometimes() {
			t := talk{takes: d.Pause(), hangsUp: d.Sometimes()}
			c := caller{Script{}.Conn(), len(w.callers)}
			if d.Below(8) == 7 {
				t.panics = scene.One(d, values()...)
			}
			w.callers, w.talks, steps = append(w.callers, c), append(w.talks, t), append(steps, Calling(c))
			all += t.takes
			t.tell(s, c.number+1)
			continue
		}
		t := aTrouble(d)
		times := 1
		if over = !temporary(t.err); !over {
			times = scene.One(d, 1, 2, 3, 60)
		}
		steps = append(steps, Failing(t.err, times))
		all += time.Duration(times) * time.Second
		s.Given("Accept fails (%d×): %s", "Accept 失败 %d 次：%s", times, t.name)
	}
	w.ln = Scripted(steps...)
	w.looks = d.Below(4) == 3
	closed := d.Pause()
	if d.Sometimes() {
		closed += all
	}
	s.Given("the listener is closed after %v", "%v 之后监听器被关闭", closed)
	s.Takes(all + closed)
	closing := time.AfterFunc(closed, func() { _ = w.ln.Close() })
	s.Finally(func() { closing.Stop(); _ = w.ln.Close() })
	return w
}

// tell writes into the story what becomes of a caller.
func (t talk) tell(s *scene.Stage, number int) {
	does := ""
	if t.hangsUp {
		does = In(", then hangs up itself", "，然后自己挂断")
	}
	if t.panics != nil {
		does += fmt.Sprintf(In(", then panics with %T %[1]v", "，然后 panic，值是 %T %[1]v"), t.panics)
	}
	s.Given("caller %d calls; answer talks for %v%s", "第 %d 个来电；answer 说 %v%s", number, t.takes, does)
}

// holds compares what came out with the contract.
func (w *shift) holds(s *scene.Stage, out outcome) {
	told := w.ln.Accepts()
	if complaint := w.ln.Complaint(); complaint != "" {
		s.Check(false, complaint, In("5 ms at least between two calls of Accept, and none once it is closed",
			"两次 Accept 之间至少隔 5 毫秒，关闭之后不再调用"),
			fmt.Sprintf(In("%d calls of Accept", "%d 次 Accept"), len(told)))
	}
	if w.wrong != nil {
		w.wrong(s)
	}
	s.Check(out.busy == 0, In(
		"AcceptLoop has returned while answer is still talking: a call that was picked up is answered to the end",
		"answer 还在说话，AcceptLoop 就返回了：接起来的电话要接听到底"),
		In("it returns when answer is done", "answer 做完之后才返回"), In("it has returned before", "提前返回了"))
	var end error
	for _, t := range told { // the first error that is not temporary decides
		if end = t.Err; end != nil && !temporary(end) {
			break
		}
	}
	switch {
	case w.thrown != nil:
		s.Check(out.thrown == w.thrown, panicGoesOn(), panicOf(w.thrown), how(out))
	case errors.Is(end, net.ErrClosed):
		s.Check(out.err == nil, In(
			"the listener was closed on purpose: return nil; errors.Is finds net.ErrClosed wherever it lies "+
				"in the error",
			"监听器是有意关闭的：应当返回 nil；net.ErrClosed 不管包在错误的哪一层，errors.Is 都找得到"), "nil", how(out))
	case end == nil || temporary(end):
		s.Check(false, In(
			"AcceptLoop has come back though the listener is neither closed nor broken: an error is temporary if "+
				"errors.As finds the method Temporary in it, and that returns true; then wait, and ask again",
			"监听器既没有关闭，也没有坏，AcceptLoop 却返回了：errors.As 能在错误里找到 Temporary 方法，而且它返回 true，就是临时错误；要等一等再问"),
			In("it goes on", "继续下去"), how(out))
	default:
		s.Check(out.err != nil, In(
			"this error is neither temporary nor net.ErrClosed: return it, so that somebody learns that this server "+
				"has stopped",
			"这个错误既不是临时的，也不是 net.ErrClosed：要返回它，好让人知道这个服务端停了"), OneLine(end), how(out))
		s.Kinds(In("the caller asks errors.Is what broke: return the error itself, or wrap it with %w",
			"调用者会用 errors.Is 来问坏在哪里：直接返回原错误，或者用 %w 包装"), out.err, end)
	}
	w.order(s, told)
	s.Check(len(out.open) == 0, In(
		"AcceptLoop has come back, and a connection is still open at that moment: close it before, and not a moment "+
			"later or in a goroutine; a panic of answer's is no exception",
		"AcceptLoop 返回的那一刻，还有连接开着：要在那之前关，不能过一会儿再关，也不能放进 goroutine 里关；answer panic 也不例外"),
		In("every connection is closed", "所有连接都已关闭"),
		fmt.Sprintf(In("open: those of callers %v", "还开着：第 %v 个来电"), out.open))
	if w.looks {
		s.Nothing(In(
			"AcceptLoop has come back, and something that it has started is still at work: see to its end first",
			"AcceptLoop 已经返回，它启动的东西却还在干活：要先让它停下来"))
	}
	w.untouched(s)
	w.waits(s, told)
}

// order compares who was answered with whom Accept has returned.
func (w *shift) order(s *scene.Stage, told []Accepted) {
	var returned []int
	for _, t := range told {
		if c, ok := t.Conn.(caller); ok {
			returned = append(returned, c.number)
		}
	}
	if w.thrown != nil {
		returned = returned[:min(len(returned), len(w.answered))]
	}
	s.Check(fmt.Sprint(w.answered) == fmt.Sprint(returned), In(
		"each caller whom Accept returns is handed to answer, in that order: nobody is dropped or passed over, "+
			"whether there was trouble before or the listener is closed by now",
		"Accept 返回的来电都要按先后交给 answer：不管先前有没有麻烦，也不管监听器是不是已经关闭，谁都不能丢，谁也不能插队"),
		fmt.Sprintf(In("answered: callers %v", "接听：%v"), fromOne(returned)),
		fmt.Sprintf(In("answered: callers %v", "接听：%v"), fromOne(w.answered)))
}

func fromOne(numbers []int) (counted []int) {
	for _, n := range numbers {
		counted = append(counted, n+1)
	}
	return counted
}

// untouched looks at what was done with the connections, beside Close.
func (w *shift) untouched(s *scene.Stage) {
	for _, c := range w.callers {
		for _, call := range c.Calls() {
			s.Check(call.Op == "close", In(
				"what is said on a connection, and how long, is answer's business: AcceptLoop closes it, and does "+
					"nothing else with it",
				"连接上说什么、说多久，是 answer 的事：AcceptLoop 只管关闭，别的一概不碰"),
				In("Close", "Close"), call.Op)
		}
	}
}

// waits looks at the time between a temporary error and the next call of Accept.
func (w *shift) waits(s *scene.Stage, told []Accepted) {
	for i, gap := range gaps(told) {
		first := i == 0 || !temporary(told[i-1].Err)
		if gap < 0 {
			continue
		}
		s.Check(first || gap >= leastWait, In(
			"wait for 5 ms at least between two attempts, the hundredth time as well as the second",
			"两次尝试之间至少等 5 毫秒，第二次如此，第一百次也如此"),
			In("5 ms at least", "至少 5 毫秒"), gap.String())
		s.Check(gap <= mostWait, In(
			"wait for 1 s at most: when the trouble is over, callers wait for you",
			"最多等 1 秒：麻烦过去之后，来电者还在等着你"),
			In("1 s at most", "至多 1 秒"), gap.String())
	}
}

const (
	leastWait = 5 * time.Millisecond
	mostWait  = time.Second
)

// gaps are how long AcceptLoop waits after each call of Accept before the next; -1 where there is
// no next call, or no temporary error.
func gaps(told []Accepted) []time.Duration {
	all := make([]time.Duration, len(told))
	for i, t := range told {
		all[i] = -1
		if temporary(t.Err) && i+1 < len(told) {
			all[i] = told[i+1].Asked.Sub(t.Told)
		}
	}
	return all
}

// panicOf is a panic with its value as a story tells it.
func panicOf(value any) string {
	return fmt.Sprintf(In("panic(%T %[1]v)", "panic（%T：%[1]v）"), value)
}

// how says in which way AcceptLoop has ended.
func how(out outcome) string {
	switch {
	case out.thrown != nil:
		return panicOf(out.thrown)
	case out.err != nil:
		return In("it returned: ", "返回了：") + OneLine(out.err)
	}
	return In("it returned nil", "返回了 nil")
}

func notClosed() string {
	return In(
		"the call before was over, and its connection was still open when the next caller was answered: close each "+
			"connection as soon as answer is done with it",
		"上一通电话已经结束，接听下一个时，它的连接却还开着：answer 一做完，就要关闭那条连接")
}

func oneAtATime() string {
	return In(
		"several callers were being answered at the same time: this loop answers one after the other, so call answer "+
			"itself and not a goroutine that calls it (many at once is lesson 10)",
		"同时有好几个来电在接听：这个循环要一个一个地接，直接调用 answer，不要放进 goroutine（同时接听是第 10 课的事）")
}

func cut() string {
	return In(
		"a connection was closed in the middle of a call: closing the listener, or whatever happens, only stops new "+
			"calls; the one in progress is answered to the end",
		"电话说到一半，连接就被关掉了：关闭监听器也好，出了别的事也好，都只是不再接新的来电；正在进行的这一通要接听到底")
}

func panicGoesOn() string {
	return In(
		"answer panicked, and AcceptLoop's caller should get that panic, with the very same value: let it go on by "+
			"itself, or panic again with what recover returns, not with a text or an error made of it",
		"answer panic 了，AcceptLoop 的调用者应当得到这个 panic，连值都一样：让它自己往上传，或者把 recover 返回的值原样再 panic 一次，不要换成文字或别的错误")
}
