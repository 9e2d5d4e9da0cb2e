package connect_test

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// startInVirtualTime is Start in a bubble of testing/synctest with real sockets in it: its
// clock stands still while anybody in there works or waits for the network, and leaps to
// the next timer when all of them wait for time alone. So an hour of pauses costs nothing,
// and a moment is a moment on the slowest machine; but code that knows no pause stops the
// clock, and has to be given up on: wait for it outside, with Result. Whatever call waits
// for must be made in call: a channel or a context from outside stops the clock as well.
func startInVirtualTime[R any](call func() R) *Running[R] {
	return StartIn(func(work func()) {
		T.Run("virtual", func(t *testing.T) {
			// Goroutines that outlive call, or wait for nothing, make synctest panic. Of the
			// former the leak check tells; of the latter, that call never returns.
			defer func() { _ = recover() }()
			synctest.Test(t, func(*testing.T) { work() })
		})
	}, call)
}

// dials is what came of a student's attempts to connect. Every net.Dialer tells them to a
// trace in its context; a dial without that context goes unseen.
type dials struct {
	mu       sync.Mutex
	begun    int
	refused  int
	answered time.Time // when the last refusal came; zero before the first
	shortest time.Duration
	longest  time.Duration
	pauses   int               // seen
	each     func(refused int) // what a refusal brings about
}

// forced is the pause forced upon whoever dials again in the same instant, so that virtual time goes on and
// the call comes to its end.
const forced = 10 * time.Millisecond

// Watch is a context like ctx in which dials are seen.
func (d *dials) Watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectStart: func(_, _ string) {
			if d.begins() {
				<-time.After(forced)
			}
		},
		ConnectDone: func(_, _ string, err error) {
			if errors.Is(err, ConnectionRefused) {
				d.note()
			}
		},
	})
}

// begins counts a dial and how long it was paused for before, and reports whether a pause has to be forced.
func (d *dials) begins() (hammers bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begun++
	if d.answered.IsZero() {
		return false
	}
	pause := time.Since(d.answered)
	if d.pauses == 0 || pause < d.shortest {
		d.shortest = pause
	}
	d.longest = max(d.longest, pause)
	d.pauses++
	return pause == 0
}

// note counts a refusal.
func (d *dials) note() {
	d.mu.Lock()
	d.refused++
	refused := d.refused
	d.mu.Unlock()
	if d.each != nil {
		d.each(refused) // may take hours of virtual time, which stand still while somebody waits for mu
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answered = time.Now()
}

// Begun is how many attempts were made.
func (d *dials) Begun() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.begun
}

// Refused is how many of the attempts were refused.
func (d *dials) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// Pauses are the shortest and the longest between a refusal and the next attempt.
func (d *dials) Pauses() (shortest, longest time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shortest, d.longest
}

// lateServer is a server that is not there yet: its address refuses, and belongs to nobody
// else, until it opens.
type lateServer struct {
	dials
	held   *net.TCPConn // a connection whose local address is the server's
	addr   string
	opened sync.Once
	ln     net.Listener
	err    error
}

// notYet is a server that will listen on loopback later in the spec.
func notYet() *lateServer {
	GinkgoHelper()
	s := &lateServer{held: Reserved()}
	s.addr = s.held.LocalAddr().String()
	DeferCleanup(func() {
		s.opened.Do(func() {}) // or it never opens
		if s.ln != nil {
			_ = s.ln.Close()
		}
	})
	return s
}

// Addr is where the server will listen.
func (s *lateServer) Addr() string { return s.addr }

// Open lets the server listen.
func (s *lateServer) Open() {
	s.opened.Do(func() {
		_ = s.held.SetLinger(0) // a reset leaves nothing in TIME-WAIT: the port is free at once
		_ = s.held.Close()
		s.ln, s.err = net.Listen("tcp", s.addr)
	})
}

// OpenAfter lets the server listen when a dial with the returned context has been refused so many
// times. Dials that go unseen, and may be a thousand in a second, are not waited for as long. It is for
// virtual time.
func (s *lateServer) OpenAfter(refusals int, ctx context.Context) context.Context {
	s.each = func(refused int) {
		if refused >= refusals {
			s.Open()
		} else if refused >= slowAfter {
			<-time.After(slowDial)
		}
	}
	time.AfterFunc(unseenOpens, func() {
		if s.Begun() == 0 {
			s.Open()
		}
	})
	return s.Watch(ctx)
}

const (
	// unseenOpens is not on the beat of any likely pause.
	unseenOpens = 1537 * time.Millisecond
	// From slowAfter refusals on, each takes slowDial: so hours go by in a few dials.
	slowAfter = 1010
	slowDial  = 20 * time.Minute
)

// Listener is the server's listener, open by now. It is closed when the spec ends.
func (s *lateServer) Listener() net.Listener {
	GinkgoHelper()
	s.Open()
	Must(s.err)
	return s.ln
}

// beTimeout succeeds if the error says that time was up, be it ctx's or a socket's.
func beTimeout() types.GomegaMatcher {
	return BeErrorWhere(func(err error) bool {
		var timeout net.Error
		return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
			errors.As(err, &timeout) && timeout.Timeout()
	})
}

// dialing is Connect or ConnectWhenReady.
type dialing func(ctx context.Context, addr string) (net.Conn, error)

// dialed is what such a function returned, and how long it took in the time of its caller.
type dialed struct {
	conn net.Conn
	err  error
	took time.Duration
}

// call has the student dial.
func (dial dialing) call(ctx context.Context, addr string) dialed {
	begin := time.Now()
	conn, err := dial(ctx, addr)
	return dialed{conn, err, time.Since(begin)}
}

// getsThrough has the student dial a server that is there: an error says nothing where nobody
// ever gets through.
func (dial dialing) getsThrough() {
	GinkgoHelper()
	ln := Listening()
	conn := Connected(dial(context.Background(), ln.Addr().String()))
	brings(conn, Accept(ln, nobodyCalled()), notTheirs())
}

// arrives fails the spec unless the connection that came back is the one that reached the server.
// Its ctx has ended since, and what becomes of it then is another spec's.
func arrives(d dialed, ln net.Listener) {
	GinkgoHelper()
	conn := Connected(d.conn, d.err)
	server := Accept(ln, nobodyCalled())
	Expect(Told(conn.LocalAddr).String()).To(Say(server.RemoteAddr().String()), In(
		"the connection that came back is not the one that reached the server",
		"返回的连接，不是打到服务端的那一条"))
}

// brings fails the spec with orElse if conn does not carry what is said, the same from either end, and
// nothing else.
func brings(conn net.Conn, server *net.TCPConn, orElse string) {
	GinkgoHelper()
	for range 2 {
		word := Speech(12)
		_ = Speak(server, word)
		Expect(Hear(conn, len(word))).To(ArriveWhole(word), orElse)
		word = Speech(12)
		_ = Speak(conn, word)
		Expect(Hear(server, len(word))).To(ArriveWhole(word), orElse)
	}
}

// failed is the error; a connection that came instead of one is closed.
func (d dialed) failed() error {
	if d.err == nil && d.conn != nil {
		_ = d.conn.Close()
	}
	return d.err
}

// patient is ConnectWhenReady at work in virtual time.
type patient struct {
	*Running[dialed]
	pauses *atomic.Bool // virtual time has gone on, so it has paused at least once
}

// patiently has the student connect to addr with the context that limit makes.
func patiently(addr string, limit func() (context.Context, context.CancelFunc)) patient {
	p := patient{pauses: new(atomic.Bool)}
	p.Running = startInVirtualTime(func() dialed {
		time.AfterFunc(time.Microsecond, func() { p.pauses.Store(true) })
		ctx, cancel := limit()
		defer cancel()
		return dialing(connect.ConnectWhenReady).call(ctx, addr)
	})
	return p
}

// result waits for ConnectWhenReady. If it does not come back, either it has never paused, and
// virtual time cannot go on, or there is another reason, which orElse tells.
func (p patient) result(orElse string) dialed {
	GinkgoHelper()
	select {
	case <-p.Returned():
	case <-Enough():
		if !p.pauses.Load() {
			orElse = neverPauses()
		}
		InVain()
		Fail(orElse)
	}
	return p.Result(orElse)
}

func stillTries() string {
	return In(
		"ctx has ended, and ConnectWhenReady still tries: nobody waits for this connection any more; look at ctx "+
			"between two attempts, and give it to the dial",
		"ctx 已经结束，ConnectWhenReady 还在试：已经没有人在等这条连接了；两次之间要看一看 ctx，拨号时也要交给它")
}

func neverPauses() string {
	return In(
		"ConnectWhenReady has not come back, and it has not paused once: most likely it dials again in the very "+
			"instant in which it is refused, thousands of times a second, which keeps both machines busy and "+
			"brings no server up sooner; wait a few milliseconds in between, with a timer",
		"ConnectWhenReady 没有返回，而且一次也没有停过：多半是一被拒绝就在同一瞬间又拨一次，一秒钟几千次，两台机器白忙一场，服务端也不会因此早到；两次之间要用定时器等上几毫秒")
}

func hammers() string {
	return In(
		"refused, your code dials again in the same instant, thousands of times a second: that keeps both machines "+
			"busy and brings no server up sooner; wait a few milliseconds in between, with a timer",
		"一被拒绝，你的代码就在同一瞬间又拨一次，一秒钟几千次：两台机器白忙一场，服务端也不会因此早到；两次之间要用定时器等上几毫秒")
}

func outOfBounds() string {
	return In(
		"between a refusal and the next attempt there is a pause of 1 ms at least and 1 s at most, each time: a "+
			"random one must not begin at nothing, and one that doubles needs a lid, also after a hundred refusals",
		"被拒绝之后，每一次都要停 1 毫秒以上、1 秒以内再拨：随机的停顿不能从零开始，每次加倍的要有上限，被拒绝一百次之后也一样")
}

func nobodyCalled() string {
	return In(
		"a connection came back, but nobody has called this server",
		"返回了一条连接，可这个服务端并没有来电")
}

func notTheirs() string {
	return In(
		"what one end said did not arrive at the other as it was said: return the connection as the dial gave it to "+
			"you, open both ways, with nothing read from it and nothing written",
		"一头说的话，没有原样到另一头：拨号给你什么连接，就原样返回什么连接，两个方向都开着，一个字节也不要读写")
}

// A pause that ends with ctx ends at that very moment of virtual time; a tenth of a second is forgiven.
const promptly = 100 * time.Millisecond

// endings are moments at which ctx ends: in short pauses and in long ones, near a beat and far from one.
var endings = []time.Duration{
	13 * time.Millisecond, 57300 * time.Microsecond, 161 * time.Millisecond, 333 * time.Millisecond,
	1037300 * time.Microsecond,
}

// soon is long enough for a dial to be under way, mostly. No verdict depends on it.
const soon = 20 * time.Millisecond

// unlimited is as good as forever, in virtual time.
func unlimited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 48*time.Hour)
}

func aMinute() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Minute)
}

// Why a context ends, if anybody asks for the cause: for something that must not be told.
var (
	errOfTheirOwn  = errors.New(In("a cause of its own", "另有原因"))
	causeOfCancel  = errors.Join(errOfTheirOwn, os.ErrDeadlineExceeded, ConnectionRefused)
	causeOfTimeout = errors.Join(errOfTheirOwn, context.Canceled, ConnectionRefused)
)

// unannounced is a context that ends as it will, and has no deadline beforehand.
type unannounced struct{ context.Context }

// Deadline implements context.Context.
func (unannounced) Deadline() (time.Time, bool) { return time.Time{}, false }

// deadlineIn is a context with a deadline, and with a cause of its own.
func deadlineIn(d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(context.Background(), d, causeOfTimeout)
}

// cancelledIn is a context that is cancelled, for a cause of its own.
func cancelledIn(d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(context.Background())
	time.AfterFunc(d, func() { cancel(causeOfCancel) })
	return ctx, func() { cancel(nil) }
}

// limit is how a context ends.
type limit func(time.Duration) (context.Context, context.CancelFunc)

// ending is a context for a dial, and what ends it; one with a deadline waits for that.
type ending func(deadline time.Duration) (ctx context.Context, end func())

func untilCancelled(time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	return ctx, func() { cancel(causeOfCancel) }
}

func untilTimeout(d time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	return ctx, func() { <-ctx.Done(); cancel() }
}

// untilDeadline is untilTimeout with a cause, and the socket has no deadline that could come first.
func untilDeadline(d time.Duration) (context.Context, func()) {
	ctx, cancel := deadlineIn(d)
	return LendContext(unannounced{ctx}), func() { <-ctx.Done(); cancel() }
}

// unanswered has the student dial where nobody answers. When it returns, the dial is under way: a machine
// too busy to begin before the deadline is given a later one.
func (dial dialing) unanswered(until ending) (call *Running[dialed], bounded context.Context, end func()) {
	GinkgoHelper()
	addr := Unanswering()
	for limit := soon; ; limit *= 4 {
		bounded, end := until(limit)
		call := Start(func() dialed { return dial.call(bounded, addr) })
		Settle() // it waits for an answer
		if bounded.Err() == nil {
			return call, bounded, end
		}
		end()
		_ = call.Result(stillDials()).failed()
	}
}

// whenOver fails the spec unless err says how ctx has ended, and does not say it was otherwise.
func (end limit) whenOver(err error) {
	GinkgoHelper()
	ctx, cancel := end(0)
	defer cancel()
	<-ctx.Done()
	saysHow(ctx.Err(), err)
}

// saysHow is whenOver for a context that has ended with reason.
func saysHow(reason, err error) {
	GinkgoHelper()
	is, isNot := beTimeout(), Wrap(context.Canceled)
	if reason == context.Canceled {
		is, isNot = isNot, is
	}
	why := In(
		"the caller must be able to tell from the error how ctx ended: errors.Is finds context.Canceled after a "+
			"cancellation, a deadline is a timeout, and neither is the other; hand the error of DialContext on, or "+
			"ctx.Err(), wrapped with %%w if you like, but not context.Cause(ctx)",
		"调用者要能从错误里看出，ctx 是怎样结束的：被取消，errors.Is 能找到 context.Canceled；到了截止时间，"+
			"就是超时；两者不能混在一起。把 DialContext 的错误或 ctx.Err() 交出去，可以用 %%w 包装，但不是 context.Cause(ctx)")
	Expect(err).To(is, why)
	Expect(err).NotTo(isNot, why)
}

// connectedBefore is the two ends of a connection that was made with a deadline which is
// over now. A machine too busy to dial in time is given more of it.
func connectedBefore(dial dialing) (conn net.Conn, server *net.TCPConn) {
	GinkgoHelper()
	for limit := soon; ; limit *= 4 {
		ln := Listening()
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		conn, err := dial(ctx, ln.Addr().String())
		if timeout, _ := beTimeout().Match(err); timeout {
			if 4*limit > Patience() {
				TooSlow()
			}
			continue
		}
		Connected(conn, err)
		server := Accept(ln, nobodyCalled())
		<-ctx.Done()
		letDeadlinesPass(ctx)
		return conn, server
	}
}

// whileItLasts is the two ends of a connection that was made with ctx, which has not ended yet.
func whileItLasts(dial dialing, ctx *WatchedContext) (conn net.Conn, server *net.TCPConn) {
	GinkgoHelper()
	ln := Listening()
	conn = Connected(dial(LendContext(ctx), ln.Addr().String()))
	return conn, Accept(ln, nobodyCalled())
}

// letDeadlinesPass waits until whatever deadline was set to the end of ctx has struck as well:
// on a busy machine one timer may be late when another is not. A connection of the spec's own
// has the last of them.
func letDeadlinesPass(ctx context.Context) {
	GinkgoHelper()
	end, _ := ctx.Deadline()
	own, _ := Pair()
	_ = own.SetReadDeadline(end.Add(20 * time.Millisecond))
	_, _ = own.Read(make([]byte, 1))
}
