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
	began    time.Time
	refused  int
	hammered bool
	each     func(refused int)
}

// What a retry may cost: dialBurst attempts in a row, and from then on dialRate of them in
// a millisecond. The shortest pause that anybody would choose stays far below.
const (
	dialBurst = 100
	dialRate  = 10
	dialPause = 10 * time.Millisecond // forced upon whoever takes none
)

// Watch is a context like ctx in which dials are seen, counted from now on. An answer that
// knows no pause is given one, so that virtual time goes on and the call comes to its end.
func (d *dials) Watch(ctx context.Context) context.Context {
	d.began = time.Now()
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) {
			if errors.Is(err, ConnectionRefused) && d.note() {
				<-time.After(dialPause)
			}
		},
	})
}

// note counts a refusal, and reports whether a pause has to be forced.
func (d *dials) note() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refused++
	if d.each != nil {
		d.each(d.refused)
	}
	if d.refused > dialBurst+dialRate*int(time.Since(d.began)/time.Millisecond) {
		d.hammered = true
	}
	return d.hammered
}

// Refused is how many of the attempts were refused.
func (d *dials) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// Hammered reports whether attempts followed each other without a pause.
func (d *dials) Hammered() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hammered
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

// OpenAfter lets the server listen when a dial with the returned context has been refused
// so many times, or when half a minute is over. Dials that go unseen, and may be a thousand in
// a second, are not waited for as long. It is for virtual time.
func (s *lateServer) OpenAfter(refusals int, ctx context.Context) context.Context {
	s.each = func(refused int) {
		if refused >= refusals {
			s.Open()
		}
	}
	time.AfterFunc(unseenOpens, func() {
		if s.Refused() == 0 {
			s.Open()
		}
	})
	time.AfterFunc(seenOpens, s.Open)
	return s.Watch(ctx)
}

// Not on the beat of any likely pause.
const (
	unseenOpens = 1537 * time.Millisecond
	seenOpens   = 30500 * time.Millisecond
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

// brings fails the spec with orElse if conn does not bring what the server says.
func brings(conn net.Conn, server *net.TCPConn, orElse string) {
	GinkgoHelper()
	word := Speech(12)
	_ = Speak(server, word)
	Expect(Hear(conn, len(word))).To(ArriveWhole(word), orElse)
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
		"ctx has ended, and ConnectWhenReady still tries: nobody waits for this connection any more; look at ctx between two attempts, and give it to the dial",
		"ctx 已经结束，ConnectWhenReady 还在试：已经没有人在等这条连接了；两次之间要看一看 ctx，拨号时也要交给它")
}

func neverPauses() string {
	return In(
		"ConnectWhenReady has not come back, and it has not paused once: most likely it dials again in the very instant in which it is refused, thousands of times a second, which keeps both machines busy and brings no server up sooner; wait a few milliseconds in between, with a timer",
		"ConnectWhenReady 没有返回，而且一次也没有停过：多半是一被拒绝就在同一瞬间又拨一次，一秒钟几千次，两台机器白忙一场，服务端也不会因此早到；两次之间要用定时器等上几毫秒")
}

func hammers() string {
	return In(
		"refused, your code dials again in the same instant, thousands of times a second: that keeps both machines busy and brings no server up sooner; wait a few milliseconds in between, with a timer",
		"一被拒绝，你的代码就在同一瞬间又拨一次，一秒钟几千次：两台机器白忙一场，服务端也不会因此早到；两次之间要用定时器等上几毫秒")
}

func nobodyCalled() string {
	return In(
		"a connection came back, but nobody has called this server",
		"返回了一条连接，可这个服务端并没有来电")
}

func notTheirs() string {
	return In(
		"the server spoke, and the connection that came back did not bring it",
		"服务端说了话，从返回的连接上却读不到")
}

// A pause that ends with ctx ends at that very moment of virtual time; a tenth of a second
// is forgiven. No likely rhythm of pauses has a beat shortly after outOfTime.
const (
	outOfTime = 1037300 * time.Microsecond
	promptly  = 100 * time.Millisecond
)

// soon is long enough for a dial to be under way, mostly. No verdict depends on it.
const soon = 20 * time.Millisecond

// unlimited is as good as for ever, in virtual time.
func unlimited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Hour)
}

func aMinute() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Minute)
}

func untilDeadline() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), soon)
}

func untilCancelled() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(soon, cancel)
	return ctx, cancel
}

func virtualDeadline() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), outOfTime)
}

func virtualCancel() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(outOfTime, cancel)
	return ctx, cancel
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
