package shutdown_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// serves has the server answer a request: what it does not do says nothing where it does nothing.
func serves() {
	GinkgoHelper()
	virtually(func(o *service) {
		caller, request := o.call(), words(20)
		caller.says(request + "\n")
		Expect(caller.hears(request)).To(ArriveWhole(replyTo(request)), replyDue())
	})
}

// words is n random letters, which nobody can know beforehand.
func words(n int) string { return strings.ReplaceAll(string(Speech(n)), " ", "_") }

// takesTime is a request that Handle answers when the spec says so.
func takesTime() string { return wait + words(20) }

const wait = "wait "

// replyTo is what the service says to a request, with the line's end.
func replyTo(request string) []byte { return []byte(reply(request) + "\n") }

func reply(request string) string {
	return fmt.Sprintf("%d bytes, ending in %s", len(request), request[max(0, len(request)-16):])
}

// service is the student's server at work.
type service struct {
	*Desk
	server  *shutdown.Server
	pipes   *pipeListener // where virtual callers call; nil: on loopback
	callers []net.Conn

	handled  atomic.Int32
	asked    sync.Map      // the requests that callers have sent and that have not reached Handle
	goOn     chan struct{} // closed when requests that take time may be answered
	goOnOnce sync.Once
}

// open has the student's server serve ln.
func open(ln *ScriptedListener) *service {
	o := newService(ln)
	o.Open(o.server.Serve)
	return o
}

// newService is a server that does not serve yet.
func newService(ln *ScriptedListener) *service {
	o := &service{Desk: NewDesk(ln, "Serve", "Handle"), goOn: make(chan struct{})}
	o.server = &shutdown.Server{Handle: func(request string) string {
		o.handled.Add(1)
		if _, asked := o.asked.LoadAndDelete(request); asked { // and was not made up
			o.Answered(nil)
		}
		if strings.HasPrefix(request, wait) {
			<-o.goOn
		}
		return reply(request)
	}}
	return o
}

// onLine is a service on real loopback.
func onLine() *service {
	GinkgoHelper()
	o := open(OnLine())
	DeferCleanup(o.leave)
	return o
}

// virtually plays a scene in a service whose lines are net.Pipes: what is written there has
// been read when Write returns.
func virtually(scene func(o *service)) {
	GinkgoHelper()
	InVirtualTime(func() {
		lines := newPipeListener()
		o := open(Scripted(Asking(lines)))
		o.pipes = lines
		defer o.leave()
		scene(o)
	})
}

// leave ends everything, whatever the student's code does.
func (o *service) leave() {
	o.letGoOn()
	_ = o.Listener.Close()
	for _, c := range o.callers {
		_ = c.Close()
	}
}

func (o *service) letGoOn() {
	o.goOnOnce.Do(func() { close(o.goOn) })
}

func (o *service) shutDown(ctx context.Context) *Running[error] {
	return Start(func() error { return o.server.Shutdown(LendContext(ctx)) })
}

// drains waits until Shutdown has stopped Serve and waits for what is in flight. An answer
// that does it otherwise is not waited for longer than Patience, and judged by what follows.
func (o *service) drains(down *Running[error]) {
	GinkgoHelper()
	select {
	case <-o.Running.Returned():
	case <-down.Returned():
	case <-Enough():
	}
	Settle()
	down.Check()
}

// caller is somebody who has called the service.
type caller struct {
	net.Conn
	o *service
}

// call is a new caller.
func (o *service) call() *caller {
	GinkgoHelper()
	return o.callWrapped(nil)
}

// callWrapped is a new caller whose connection the server sees through wrap, in virtual time.
func (o *service) callWrapped(wrap func(net.Conn) net.Conn) *caller {
	GinkgoHelper()
	if o.pipes == nil {
		return &caller{Caller(o.Running, o.Listener.Addr(), notHandled()), o}
	}
	conn, err := o.pipes.call(wrap)
	if err != nil {
		Fail(In("a caller could not get through: the listener is closed, and nobody has called Shutdown",
			"有人打不进来：没有人调用过 Shutdown，监听器却已经关闭"))
	}
	o.callers = append(o.callers, conn)
	return &caller{conn, o}
}

// says sends text.
func (c *caller) says(text string) {
	GinkgoHelper()
	c.o.asked.Store(strings.TrimSuffix(text, "\n"), nil)
	Meanwhile(c.o.Running, func() error { return Send(c, text) })
}

// hears is what comes back to request: as many bytes as its reply has.
func (c *caller) hears(request string) Heard {
	GinkgoHelper()
	heard := Meanwhile(c.o.Running, func() Heard { return Hear(c, len(replyTo(request))) })
	c.o.Complain()
	return heard
}

// sees fails the spec with orElse unless the caller's line ends as end says, while Shutdown
// is at work.
func (c *caller) sees(end OmegaMatcher, down *Running[error], orElse string) {
	GinkgoHelper()
	if seen := sight(end, down, c); seen != "" {
		down.Check()
		Fail(orElse + "\n" + seen)
	}
}

// sight is what end says about conn, "" where it succeeds.
func sight(end OmegaMatcher, down *Running[error], conn net.Conn) string {
	return Meanwhile(down, func() string {
		if ok, _ := end.Match(conn); ok {
			return ""
		}
		return end.FailureMessage(conn)
	})
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func notHandled() string {
	return In("a caller sent a whole line, and Handle was not called with it",
		"来电者发来了完整的一行，Handle 却没有被叫来处理")
}

func replyDue() string {
	return In("a caller sent a request, and its reply did not come whole",
		"来电者发来请求，答复却没有完整到达")
}

func shutdownHangs() string {
	return In("nobody is left to wait for, and Shutdown has not returned: it must learn of the last connection's end",
		"已经没有谁要等了，Shutdown 却没有返回：最后一条连接结束时，要让它知道")
}

func allGone() string {
	return In("everybody has gone, and ctx has not ended: Shutdown went well, return nil",
		"大家都走了，ctx 也没有结束：停机很顺利，应当返回 nil")
}

// pipeListener is a listener for callers within the program. As in the kernel's queue, a caller
// waits there until it is accepted, or hung up on when the listener is closed.
type pipeListener struct {
	mu     sync.Mutex
	calls  chan net.Conn
	closed chan struct{}
}

func newPipeListener() *pipeListener {
	return &pipeListener{calls: make(chan net.Conn, 16), closed: make(chan struct{})}
}

// call is the caller's end of a new connection. Serve sees the other end, through wrap.
func (b *pipeListener) call(wrap func(net.Conn) net.Conn) (net.Conn, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if isClosed(b.closed) {
		refused := os.NewSyscallError("connect", ConnectionRefused)
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: b.Addr(), Err: refused}
	}
	here, there := net.Pipe()
	if wrap != nil {
		there = wrap(there)
	}
	b.calls <- there
	return here, nil
}

func (b *pipeListener) Accept() (net.Conn, error) {
	select {
	case conn := <-b.calls:
		return conn, nil
	case <-b.closed:
		return nil, &net.OpError{Op: "accept", Net: "tcp", Addr: b.Addr(), Err: net.ErrClosed}
	}
}

func (b *pipeListener) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if isClosed(b.closed) {
		return net.ErrClosed
	}
	close(b.closed)
	for len(b.calls) > 0 {
		select {
		case conn := <-b.calls:
			_ = conn.Close()
		default:
		}
	}
	return nil
}

func (b *pipeListener) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: 7}
}

// lateListener is one whose Accept has a caller in hand when it is closed.
type lateListener struct {
	conn            net.Conn
	closed, release chan struct{}
	once            sync.Once
}

func (l *lateListener) Accept() (net.Conn, error) {
	<-l.closed
	<-l.release
	return l.conn, nil // a second call never gets here: the scripted listener is closed
}

func (l *lateListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *lateListener) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: 7}
}

// closeNotifier is a connection that tells when it is closed.
type closeNotifier struct {
	net.Conn
	closed chan struct{}
	once   sync.Once
}

func (w *closeNotifier) Close() error {
	w.once.Do(func() { close(w.closed) })
	return w.Conn.Close()
}

// closeHook is a connection that does something before it is closed.
type closeHook struct {
	net.Conn
	do func()
}

func (c *closeHook) Close() error {
	c.do()
	return c.Conn.Close()
}

// racingConn is a connection whose Read has taken a request from the kernel, and returns with
// it only when somebody has closed the connection, or called Read off with a deadline.
type racingConn struct {
	net.Conn
	touched chan struct{}
	once    sync.Once
	mu      sync.Mutex
	late    []byte
}

func (c *racingConn) Read(p []byte) (int, error) {
	<-c.touched
	c.mu.Lock()
	n := copy(p, c.late)
	c.late = c.late[n:]
	c.mu.Unlock()
	if n > 0 {
		return n, nil
	}
	return c.Conn.Read(p)
}

func (c *racingConn) touch() { c.once.Do(func() { close(c.touched) }) }

func (c *racingConn) Close() error {
	defer c.touch()
	return c.Conn.Close()
}

func (c *racingConn) SetDeadline(t time.Time) error {
	defer c.touch()
	return c.Conn.SetDeadline(t)
}

func (c *racingConn) SetReadDeadline(t time.Time) error {
	defer c.touch()
	return c.Conn.SetReadDeadline(t)
}
