package connect_test

import (
	"context"
	"errors"
	"net"
	"sync"
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
	announced chan net.Addr // unbuffered: whoever announces, waits until somebody hears it
	where     net.Addr      // once it is known
	stop      context.CancelFunc
}

// serving starts the student's server and sees to it that it ends with the spec.
func serving(addr string) *service {
	ctx, stop := context.WithCancel(context.Background())
	return startOn(ctx, stop, addr)
}

// startOn is serving with a context of the spec's own, which stop ends.
func startOn(ctx context.Context, stop context.CancelFunc, addr string) *service {
	s := &service{announced: make(chan net.Addr), stop: stop}
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

// end is what Serve returns once ctx has ended.
func (s *service) end() error {
	GinkgoHelper()
	s.stop()
	return s.Result(In(
		"ctx has ended, and Serve has not come back. Accept knows nothing of ctx and waits for a caller who may never call: somebody must close the listener when ctx ends",
		"ctx 已经结束，Serve 却没有返回。Accept 不认识 ctx，它会一直等一个也许永远不来的来电：ctx 结束时，得有人关闭监听器"))
}

// address is what Serve announces.
func (s *service) address() net.Addr {
	GinkgoHelper()
	select {
	case addr := <-s.announced:
		if addr == nil {
			Fail(In("what came through ready is no address: send the listener's Addr()", "ready 里传来的不是地址：要传监听器的 Addr()"))
		}
		s.where = Told(func() net.Addr { return addr })
		return s.where
	case <-s.Returned():
		s.Check()
		Fail(In("Serve came back and had announced nothing, though ctx had not ended", "ctx 还没有结束，Serve 就返回了，而且什么也没有报出来"))
	case <-Enough():
		InVain()
		Fail(In("nobody heard from Serve on ready: without the address, nobody can call; a port that the system chose is known to the server alone",
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
				"nobody has taken the announcement yet, so Serve stands there with it in its hand, and whoever calls is refused: first listen, then announce, for whoever hears the address will dial at once",
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
				Fail(In("somebody answers at the address that Serve announced, but no listener of yours holds that very address",
					"Serve 报出的地址有人应答，可占着这个地址的并不是你的监听器"))
			}
			return conn.(*net.TCPConn)
		}
		if !errors.Is(err, ConnectionReset) {
			break
		}
	}
	return Dial(where, In(
		"Serve announced this address, and a client that believed it could not connect: it must be reachable from the announcement until ctx ends",
		"Serve 报出了这个地址，信了它的客户端却连不上：从报出地址起，到 ctx 结束为止，都要连得上"))
}

// crowd is many callers at once, who call again and again until nobody listens any more.
type crowd struct {
	calling sync.WaitGroup
	mu      sync.Mutex
	callers []net.Conn
}

// gather is a crowd that is calling the server by now.
func gather(s *service, where net.Addr) *crowd {
	c := new(crowd)
	for range 4 {
		c.calling.Go(func() {
			for calls := 0; calls < 25 && !s.HasReturned(); calls++ {
				conn, err := DialBounded(where.String())
				if err != nil {
					return
				}
				c.mu.Lock()
				c.callers = append(c.callers, conn)
				c.mu.Unlock()
			}
		})
	}
	Soon(func() bool { return c.size() > 4 })
	return c
}

func (c *crowd) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.callers)
}

// disperses is everybody who got through, when all have stopped calling.
func (c *crowd) disperses() []net.Conn {
	c.calling.Wait()
	for _, caller := range c.callers {
		DeferCleanup(caller.Close)
	}
	return c.callers
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
		"who picks up must also hang up, at once and politely: Close the connection as soon as Accept has returned it (a defer in a loop waits for the end of the whole function)",
		"接起来的电话要挂断，而且要马上、礼貌地挂断：Accept 一返回连接就 Close（循环里的 defer 要等整个函数结束才执行）")
}
