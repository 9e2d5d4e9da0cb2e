package connect_test

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// service is the student's server at work.
type service struct {
	*Running[error]
	announced chan net.Addr // mostly unbuffered: whoever announces, waits until somebody hears it
	where     net.Addr      // once it is known
	stop      context.CancelFunc
}

// serving starts the student's server and sees to it that it ends with the spec.
func serving(addr string) *service {
	ctx, stop := context.WithCancel(context.Background())
	return startOn(ctx, stop, addr, 0)
}

// servingOn is serving with a context of the spec's own, and with room for so many announcements.
func servingOn(ctx *WatchedContext, addr string, room int) *service {
	return startOn(LendContext(ctx), func() { ctx.End(context.Canceled) }, addr, room)
}

// startOn is serving with a context that stop ends.
func startOn(ctx context.Context, stop context.CancelFunc, addr string, room int) *service {
	s := &service{announced: make(chan net.Addr, room), stop: stop}
	s.Running = Start(func() error { return connect.Serve(ctx, addr, s.announced) })
	DeferCleanup(func() {
		Settle() // callers who came meanwhile have been picked up: who comes at the end, comes in a spec of its own
		stop()
		Settle()
		if s.where != nil && !s.HasReturned() {
			// One that waits for another caller before it looks at ctx gets one. It is
			// judged in a spec of its own.
			if conn, err := DialBounded(s.where.String()); err == nil {
				_ = conn.Close()
			}
		}
		if !CurrentSpecReport().Failed() {
			_ = s.end()
		}
	})
	return s
}

// worksAtAll has the student serve somebody: an error, or nil, says nothing where nobody is ever served.
func worksAtAll() {
	GinkgoHelper()
	s := serving(AnyPort)
	Expect(s.caller(s.address())).To(EndWithFIN(), politely())
	Expect(s.end()).To(HaveGoneWell(), nothingWentWrong())
}

// refuses is the error of a Serve that cannot listen: it returns at once, although ctx goes on, it has
// announced nothing, and it leaves nothing that waits for ctx.
func refuses(addr string) error {
	GinkgoHelper()
	ctx := Endless()
	s := servingOn(ctx, addr, 3)
	err := s.Result(In(
		"Serve cannot listen there, and has no reason to go on: return the error at once",
		"Serve 在那里监听不成，没有理由再等下去：应当立刻返回错误"))
	Expect(err).To(HaveFailed(), In(
		"Serve could not listen, and the caller hears nothing of it: return the error of net.Listen",
		"Serve 没有监听成，调用者却一无所知：要返回 net.Listen 的错误"))
	s.hasNoMoreToTell(In(
		"Serve could not listen, so there is nothing to announce, not even nil: return the error before anything is "+
			"sent on ready",
		"Serve 没有监听成，也就没有地址可报，nil 也不行：在往 ready 发送任何东西之前，先把错误返回出去"))
	Expect(ctx.Waiting()).To(BeZero(), waitsStill())
	return err
}

// hasNoMoreToTell fails the spec if something is to be heard on ready, or if it was closed.
func (s *service) hasNoMoreToTell(orElse string) {
	GinkgoHelper()
	select {
	case _, open := <-s.announced:
		if !open {
			orElse = In(
				"Serve has closed ready, which belongs to the caller, who may want to use it again: send one address, "+
					"and leave it at that",
				"Serve 关闭了 ready；这个通道是调用者的，人家也许还要用：只发一个地址，别的都不要做")
		}
		Fail(orElse)
	default:
	}
}

func waitsStill() string {
	return In(
		"Serve has returned, and something of it still waits for the end of ctx, which may go on for days: take it "+
			"back (AfterFunc returns a function for that), with defer",
		"Serve 已经返回，却还有东西留着等 ctx 结束，而 ctx 也许还要持续好几天：要把它收回（AfterFunc 返回的那个函数就是做这个的），写在 defer 里")
}

func nothingWentWrong() string {
	return In(
		"ctx ended, so Serve was asked to stop, and did: nothing went wrong, and nil says so",
		"ctx 结束，就是请 Serve 停下来，它也停了：什么也没有出错，应当返回 nil")
}

func forgotten() string {
	return In(
		"ctx ended just as Accept returned this caller, and nobody closed the connection: whatever Accept has "+
			"returned is yours to close; ask for ctx when Accept has failed, not while you hold a connection or have "+
			"one in a channel",
		"Accept 刚返回这个来电，ctx 就结束了，连接没有人关：Accept 返回的连接都要由你来关闭；等 Accept 出了错再去看 ctx，不要在手里（或者通道里）还有连接的时候就走")
}

func stillHeld() string {
	return In(
		"Serve has returned, and its port is still held: close the listener before you return, on every way out "+
			"(defer ln.Close()), and leave that to nobody who does it a moment later",
		"Serve 已经返回，端口却还占着：返回之前，每一条出路上都要关闭监听器（defer ln.Close()），不能留给别人过一会儿再关")
}

// observed is a context that tells when the student's code looks at it, and has it wait.
type observed struct {
	*WatchedContext
	armed atomic.Bool
	looks chan struct{} // receives when somebody looks, who goes on when goOn is closed
	goOn  chan struct{}
}

func observe() *observed {
	return &observed{WatchedContext: Endless(), looks: make(chan struct{}, 1), goOn: make(chan struct{})}
}

func (c *observed) look() {
	if c.armed.CompareAndSwap(true, false) {
		c.looks <- struct{}{}
		<-c.goOn
	}
}

// Done implements context.Context.
func (c *observed) Done() <-chan struct{} { c.look(); return c.WatchedContext.Done() }

// Err implements context.Context.
func (c *observed) Err() error { c.look(); return c.WatchedContext.Err() }

// end is what Serve returns once ctx has ended.
func (s *service) end() error {
	GinkgoHelper()
	s.stop()
	return s.Result(In(
		"ctx has ended, and Serve has not come back. Accept knows nothing of ctx and waits for a caller who may "+
			"never call: somebody must close the listener when ctx ends",
		"ctx 已经结束，Serve 却没有返回。Accept 不认识 ctx，它会一直等一个也许永远不来的来电：ctx 结束时，得有人关闭监听器"))
}

// address is what Serve announces.
func (s *service) address() net.Addr {
	GinkgoHelper()
	select {
	case addr := <-s.announced:
		if addr == nil {
			Fail(In(
				"what came through ready is no address: send the listener's Addr()",
				"ready 里传来的不是地址：要传监听器的 Addr()"))
		}
		s.where = Told(func() net.Addr { return addr })
		return s.where
	case <-s.Returned():
		s.Check()
		Fail(In(
			"Serve came back and had announced nothing, though ctx had not ended",
			"ctx 还没有结束，Serve 就返回了，而且什么也没有报出来"))
	case <-Enough():
		InVain()
		Fail(In(
			"nobody heard from Serve on ready: without the address, nobody can call; a port that the system chose "+
				"is known to the server alone",
			"ready 里一直没有消息：没有地址，谁也打不进来；系统挑选的端口只有服务端自己知道"))
	}
	return nil
}

// reachable waits until a client can connect to addr, though nobody has read from ready. If
// Serve comes back before that, reachable returns its error.
func (s *service) reachable(addr string) error {
	GinkgoHelper()
	giveUp := Enough()
	for {
		conn, err := DialBounded(addr)
		if err == nil {
			_ = conn.Close()
			if Ours(addr) {
				return nil
			}
			err = errors.New(In("somebody else answers there", "那里应答的是别人"))
		}
		select {
		case <-s.Returned():
			s.Check()
			if err := s.end(); err != nil {
				return err
			}
			Fail(In("Serve came back, though ctx had not ended", "ctx 还没有结束，Serve 就返回了"))
		case <-time.After(time.Millisecond):
		case <-giveUp:
			InVain()
			select {
			case where := <-s.announced:
				Expect(Told(func() net.Addr { return where }).String()).To(Say(addr), elsewhere())
			default:
			}
			Fail(In(
				"nobody has taken the announcement yet, so Serve stands there with it in its hand, and a client that "+
					"calls is refused: first listen, then announce, for clients that hear the address will dial at "+
					"once",
				"地址还没有人来取，Serve 正拿着它等着，可这时候打进来的电话都被拒绝：要先监听、再报地址，因为听到地址的人马上就会拨号") + "\n" + err.Error())
		}
	}
}

// caller is a client on the line. A RST can come while it is still dialing; how the call
// ends is for the spec to say, so it dials again.
func (s *service) caller(where net.Addr) *net.TCPConn {
	GinkgoHelper()
	for range 50 {
		conn, err := DialBounded(where.String())
		if err == nil {
			DeferCleanup(func() { _ = conn.Close() })
			if !Ours(where.String()) {
				Fail(In(
					"somebody answers at the address that Serve announced, but no listener of yours holds that "+
						"very address",
					"Serve 报出的地址有人应答，可占着这个地址的并不是你的监听器"))
			}
			return conn.(*net.TCPConn)
		}
		if !errors.Is(err, ConnectionReset) {
			break
		}
	}
	return Dial(where, In(
		"Serve announced this address, and a client that believed it could not connect: it must be reachable from "+
			"the announcement until ctx ends",
		"Serve 报出了这个地址，信了它的客户端却连不上：从报出地址起，到 ctx 结束为止，都要连得上"))
}

func elsewhere() string {
	return In(
		"addr says where to listen, and that is what must be announced",
		"addr 说明了在哪里监听，报出来的也应当是它")
}

func notListening() string {
	return In(
		"nobody else listens at this address, and Serve could not",
		"这个地址没有别人在监听，Serve 却没有监听成")
}

func politely() string {
	return In(
		"close the connection as soon as Accept has returned it, with a FIN (a defer in a loop waits for the end of "+
			"the whole function; with SetLinger(0), Close sends a RST)",
		"Accept 一返回连接，就要用 FIN 关闭它（循环里的 defer 要等整个函数结束才执行；设过 SetLinger(0)，Close 发的就是 RST）")
}
