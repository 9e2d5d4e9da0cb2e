package shutdown_test

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
)

// errNobodyHome is why a dial fails in these specs.
var errNobodyHome = errors.New("no-answer")

// messages are the requests message 1 to message n.
func messages(n int) (all []string) {
	for k := range n {
		all = append(all, fmt.Sprintf("message %d", k+1))
	}
	return all
}

// dialStep is what comes of one dial.
type dialStep struct {
	fails   error    // the dial fails
	rings   bool     // the dial lasts until its ctx ends
	conn    net.Conn // this connection comes of it; nil: one to a server that
	answers int      // answers so many requests,
	says    string   // says this to the next,
	stays   bool     // and hangs up, or stays on the line and is silent
}

// scriptedDialer puts a client's dials through, as its steps say; the last one stands for all that
// follow. It is for virtual time.
type scriptedDialer struct {
	steps []dialStep
	over  chan struct{} // closed when the scene is over
	salt  string        // in every reply, so that nobody can know it

	mu      sync.Mutex
	at      []time.Time // when was dialed
	lines   []*trackedConn
	lent    []net.Conn // the same, as the client has got them
	words   [][]string // what each server has heard
	rushing bool

	momentous int    // the dial at which to do
	do        func() // something
}

// mostDials is more than anybody needs who waits between two dials.
const mostDials = 1000

// calling plays a scene in virtual time, with a scriptedDialer for the client's dials.
func calling(scene func(o *scriptedDialer), steps ...dialStep) {
	GinkgoHelper()
	InVirtualTime(func() {
		o := newDialer(steps)
		defer o.leave()
		scene(o)
	})
}

func newDialer(steps []dialStep) *scriptedDialer {
	return &scriptedDialer{steps: slices.Clone(steps), over: make(chan struct{}), salt: words(8)}
}

// leave ends everything, whatever the student's code does.
func (o *scriptedDialer) leave() {
	close(o.over)
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.lines {
		_ = l.Close()
	}
}

// when has do called at the n-th dial.
func (o *scriptedDialer) when(n int, do func()) { o.momentous, o.do = n, do }

// dialLent is dial as the client gets it.
func (o *scriptedDialer) dialLent(ctx context.Context) (net.Conn, error) {
	conn, err := o.dial(ctx)
	if err != nil {
		return nil, err
	}
	lent := Lend(conn)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lent = append(o.lent, lent)
	return lent, nil
}

func (o *scriptedDialer) dial(ctx context.Context) (net.Conn, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at = append(o.at, time.Now())
	if len(o.at) > mostDials {
		o.rushing = true
		runtime.Goexit() // or it would go on forever, and stop the clock
	}
	if len(o.at) == o.momentous {
		o.do()
	}
	t := o.steps[min(len(o.at), len(o.steps))-1]
	switch {
	case ctx.Err() != nil: // as any dialer
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: ctx.Err()}
	case t.rings:
		o.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-o.over:
		}
		o.mu.Lock()
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: cmp.Or(ctx.Err(), errNobodyHome)}
	case t.fails != nil:
		return nil, t.fails
	case t.conn != nil:
		return t.conn, nil
	}
	here, there := net.Pipe()
	line := &trackedConn{Conn: here}
	o.lines = append(o.lines, line)
	o.words = append(o.words, nil)
	go o.serve(there, t, len(o.words)-1)
	return line, nil
}

// serve is a server on one connection.
func (o *scriptedDialer) serve(conn net.Conn, t dialStep, number int) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for n := 0; ; n++ {
		request, err := in.ReadString('\n')
		if err != nil {
			return
		}
		request = strings.TrimSuffix(request, "\n")
		o.mu.Lock()
		o.words[number] = append(o.words[number], request)
		o.mu.Unlock()
		switch {
		case n < t.answers:
			_, _ = io.WriteString(conn, o.reply(request)+"\n")
		case !t.stays:
			_, _ = io.WriteString(conn, t.says)
			return
		}
	}
}

func (o *scriptedDialer) reply(request string) string { return "kept: " + request + " " + o.salt }

// repliesTo are the replies to the requests, unsalted.
func (o *scriptedDialer) repliesTo(requests []string) (all []string) {
	for _, request := range requests {
		all = append(all, o.reply(request))
	}
	return o.unsalted(all)
}

// unsalted are the replies as a person reads them. One that was not read but invented has no
// salt to begin with.
func (o *scriptedDialer) unsalted(replies []string) (all []string) {
	for _, reply := range replies {
		all = append(all, strings.ReplaceAll(reply, o.salt, "(#)"))
	}
	return all
}

// line is the connection that came of the n-th dial that succeeded.
func (o *scriptedDialer) line(n int) net.Conn {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n < len(o.lent) {
		return o.lent[n]
	}
	return nil
}

func (o *scriptedDialer) dials() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.at)
}

// waits is how long after each dial the next one came. A dial takes no time here.
func (o *scriptedDialer) waits() (all []time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for k := 1; k < len(o.at); k++ {
		all = append(all, o.at[k].Sub(o.at[k-1]))
	}
	return all
}

// heard is what the server on the n-th connection has heard.
func (o *scriptedDialer) heard(n int) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n < len(o.words) {
		return slices.Clone(o.words[n])
	}
	return nil
}

// open is how many connections the client has not closed.
func (o *scriptedDialer) open() (n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.lines {
		if !l.closed.Load() {
			n++
		}
	}
	return n
}

// trackedConn is the client's end of a connection.
type trackedConn struct {
	net.Conn
	closed atomic.Bool
}

func (l *trackedConn) Close() error {
	l.closed.Store(true)
	return l.Conn.Close()
}

// connection is what Reconnect returns, delivered what Deliver returns.
type connection struct {
	conn net.Conn
	err  error
}

type delivered struct {
	replies []string
	err     error
}

func (o *scriptedDialer) reconnects(ctx context.Context) *Running[connection] {
	return Start(func() connection {
		conn, err := shutdown.Reconnect(ctx, o.dialLent)
		return connection{conn, err}
	})
}

func (o *scriptedDialer) delivers(ctx context.Context, requests []string) *Running[delivered] {
	return Start(func() delivered {
		replies, err := shutdown.Deliver(ctx, o.dialLent, slices.Clone(requests))
		return delivered{replies, err}
	})
}

// chances are the waits of several clients whose dials fail so often, and who have lost their server
// a millisecond after each other: dice may be seeded by the clock.
func chances(clients, failures int) (all [][]time.Duration) {
	GinkgoHelper()
	steps := append(slices.Repeat([]dialStep{{fails: errNobodyHome}}, failures), dialStep{answers: 1})
	calling(func(first *scriptedDialer) {
		var dialers []*scriptedDialer
		var running []*Running[connection]
		for n := range clients {
			o := first
			if n > 0 {
				o = newDialer(steps)
				defer o.leave()
				<-time.After(time.Millisecond)
			}
			dialers, running = append(dialers, o), append(running, o.reconnects(context.Background()))
		}
		for n, o := range dialers {
			o.connectedAfter(time.Hour, running[n], In(
				"the server came back after some failed dials, and Reconnect did not reach it",
				"拨号失败若干次之后服务端回来了，Reconnect 却没有连上"))
			all = append(all, o.waits())
		}
	}, steps...)
	return all
}

// connectedAfter is connected where that may take so long.
func (o *scriptedDialer) connectedAfter(longest time.Duration, r *Running[connection], orElse string) {
	GinkgoHelper()
	select {
	case <-r.Returned():
	case <-time.After(longest):
	}
	o.connected(r, orElse)
}

// connected fails the spec unless Reconnect returns the connection that came of its dial.
func (o *scriptedDialer) connected(r *Running[connection], orElse string) {
	GinkgoHelper()
	got := ended(o, r, orElse)
	Expect(got.err).To(HaveGoneWell(), In(
		"dial succeeded in the end: then there is a connection, and no error",
		"最后拨通了：那就有连接，没有错误"))
	Expect(got.conn != nil && got.conn == o.line(0)).To(BeTrue(), In(
		"dial returned a connection and no error: that connection is what Reconnect returns",
		"dial 返回了一条连接，没有错误：Reconnect 要返回的就是它"))
}

// ended waits until the client has returned.
func ended[T any](o *scriptedDialer, r *Running[T], orElse string) T {
	GinkgoHelper()
	back := r.InTime()
	o.mu.Lock()
	rushing := o.rushing
	o.mu.Unlock()
	if rushing {
		Fail(fmt.Sprintf(In(
			"your client dialed more than %d times, with hardly a pause: this is a busy loop, it eats a whole "+
				"processor, and a thousand such clients are an attack on the server that is just coming back; wait "+
				"after each failed dial, and after each connection that brought no reply",
			"你的客户端几乎不停地拨了 %d 多次：这是空转，白白吃掉一个处理器；一千个这样的客户端，对刚刚回来的服务端就是一场攻击；每次拨号失败之后要等，连上了却没得到答复，也要等"), mostDials))
	}
	if !back {
		r.OutOfTime(orElse)
	}
	return r.Result(orElse)
}

// delivers has Deliver deliver a message: that another is refused, or never answered, says nothing
// where none ever gets through.
func delivers() {
	GinkgoHelper()
	calling(func(o *scriptedDialer) {
		got := ended(o, o.delivers(context.Background(), messages(1)), deliverHangs())
		Expect(got.err).To(HaveGoneWell(), nothingWrong())
		Expect(o.unsalted(got.replies)).To(Equal(o.repliesTo(messages(1))), inOrder())
	}, dialStep{answers: 1})
}

func deliverHangs() string {
	return In("all requests could have had their replies by now, and Deliver has not returned",
		"所有请求早该得到答复了，Deliver 却没有返回")
}

func nothingWrong() string {
	return In("every request had its reply in the end: nothing went wrong here",
		"最后每个请求都得到了答复：这里没有什么出错")
}

func inOrder() string {
	return In("return the reply to each request, whole, without its \"\\n\", in the order of the requests",
		"每个请求的答复都要返回，完完整整，去掉“\\n”，顺序和请求一样")
}

func becauseOfCtx() string {
	return In(
		"it was the end of ctx that ended this: return an error that wraps ctx.Err() with %%w; what Read says "+
			"(\"use of closed network connection\") is only how it ended",
		"这次是 ctx 结束了才停下的：返回的错误要用 %%w 包装 ctx.Err()；Read 说的“use of closed network connection”只是停下的方式")
}

func soFar() string {
	return In(
		"some requests had their replies before ctx ended, and those must not get lost: return them together with "+
			"the error",
		"ctx 结束之前，有些请求已经得到了答复，不能把它们丢了：要和错误一起返回")
}

func leftOpen() string {
	return In(
		"Deliver has returned, and this many connections of its own are still open: close each one when it is of "+
			"no more use, on every way out",
		"Deliver 已经返回，它的连接却还有这么多条开着：哪一条用不着了就关哪一条，每一条出路都要关")
}
