package manyclients_test

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	manyclients "handshake/lessons/10-many-clients"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

func fanOut(
	ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error,
) *Running[error] {
	return fanOutAnd(ctx, addr, n, talk, func() {})
}

// fanOutAnd has then called at the instant at which FanOut has returned.
func fanOutAnd(
	ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error, then func(),
) *Running[error] {
	return Start(func() error {
		err := manyclients.FanOut(LendContext(ctx), addr, n, talk)
		then()
		return err
	})
}

// fansOut has FanOut have two conversations: who calls nobody cannot be refused.
func fansOut(ctx context.Context) {
	GinkgoHelper()
	ln := Listening()
	var talked atomic.Int32
	Expect(fanOut(ctx, ln.Addr().String(), 2, func(context.Context, int, net.Conn) error {
		talked.Add(1)
		return nil
	}).Result(fanHangs())).To(HaveGoneWell(), In(
		"every talk returned nil: FanOut returns nil, too",
		"每个 talk 都返回了 nil：FanOut 也应当返回 nil"))
	Expect(talked.Load()).To(Equal(int32(2)), In(
		"two conversations were due", "应当有两个通话"))
	callersOf(ln, 2)
}

// callersOf are the addresses of the n who have called ln.
func callersOf(ln net.Listener, n int) map[any]bool {
	GinkgoHelper()
	called := map[any]bool{}
	for range n {
		called[Accept(ln, noCall()).RemoteAddr().String()] = true
	}
	return called
}

// meeting is where n people wait for each other.
type meeting struct{ *watch }

func newMeeting(n int) *meeting { return &meeting{newWatch(n)} }

// meet waits until all have come, or ctx ends.
func (m *meeting) meet(ctx context.Context) error {
	m.seen()
	if !m.wait(ctx) {
		return ctx.Err()
	}
	return nil
}

// complete reports whether all have come.
func (m *meeting) complete() bool { return m.left.Load() <= 0 }

// watch waits for n things to happen.
type watch struct {
	left atomic.Int32
	all  chan struct{}
}

func newWatch(n int) *watch {
	w := &watch{all: make(chan struct{})}
	w.left.Store(int32(n))
	return w
}

func (w *watch) seen() {
	if w.left.Add(-1) == 0 {
		close(w.all)
	}
}

// wait reports whether all of it happened before ctx ended.
func (w *watch) wait(ctx context.Context) bool {
	select {
	case <-w.all:
		return true
	case <-ctx.Done():
		return false
	}
}

// within reports whether all of it happens before the limit is reached.
func (w *watch) within(limit <-chan struct{}) bool {
	select {
	case <-w.all:
		return true
	case <-limit:
		return false
	}
}

func noCall() string {
	return In("a client of FanOut's should have called and spoken", "FanOut 的客户端应当打进来并且说话")
}

func fanHangs() string {
	return In("all conversations are over, and FanOut has not returned", "通话都结束了，FanOut 却没有返回")
}

func becauseOfCtx() string {
	return In(
		"it was the end of ctx that ended this, and the caller asks errors.Is(err, context.Canceled): what Read "+
			"says (\"use of closed network connection\") is only how it ended; return ctx.Err(), itself or wrapped "+
			"with %%w",
		"这次是 ctx 结束了才停下的，调用者会用 errors.Is(err, context.Canceled) 来问：Read 说的“use of closed network connection”"+
			"只是停下的方式；应当返回 ctx.Err()，或者用 %%w 包装它")
}

// fanWaits has FanOut have three conversations in virtual time, on real connections: the talks wait
// only for the spec. It reports whether FanOut still waits an hour after what happens, and whether
// it returns when the last talk has.
func fanWaits(addr, why string) (stillTalking, over bool) {
	ctx := Endless()
	begun, all, hold := make(chan struct{}, 3), make(chan struct{}), make(chan struct{})
	fan := fanOut(ctx, addr, 3, func(_ context.Context, i int, _ net.Conn) error {
		begun <- struct{}{}
		<-all
		if i == 0 && why == In("one has failed", "有一个失败了") {
			return errors.New(why)
		}
		if i > 0 {
			<-hold
		}
		return nil
	})
	for range 3 {
		select {
		case <-begun:
		case <-fan.Returned():
		}
	}
	close(all)
	if why == In("ctx has ended", "ctx 结束了") {
		ctx.End(context.Canceled)
	}
	select {
	case <-fan.Returned():
	case <-time.After(time.Hour):
		stillTalking = true
	}
	close(hold)
	over = fan.InTime()
	fan.Check()
	return stillTalking, over
}

// saysOn talks until that fails.
func saysOn(conn net.Conn) error {
	words := make([]byte, 1<<16)
	for {
		if _, err := conn.Write(words); err != nil {
			return err
		}
	}
}

// listensOn reads with a deadline that is set anew, and bears with timeouts.
func listensOn(conn net.Conn) error {
	for {
		if err := conn.SetDeadline(time.Now().Add(time.Hour)); err != nil {
			return err
		}
		if _, err := conn.Read(make([]byte, 1)); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return err
		}
	}
}

// struck is a context whose deadline has come, a moment before it ends because of it.
type struck struct {
	*WatchedContext
	at time.Time
}

func struckJustNow() struck { return struck{Endless(), time.Now()} }

// Deadline implements context.Context.
func (c struck) Deadline() (time.Time, bool) { return c.at, true }

// listeningAt is a listener that host leads to, and its address in that name; nil where there is none.
func listeningAt(host string) (net.Listener, string) {
	ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		return nil, ""
	}
	DeferCleanup(func() { _ = ln.Close() })
	return ln, net.JoinHostPort(host, strconv.Itoa(PortOf(ln.Addr())))
}
