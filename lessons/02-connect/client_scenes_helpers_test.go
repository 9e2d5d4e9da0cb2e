package connect_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"time"

	connect "handshake/lessons/02-connect"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// connectScenes is how many scenes are played with Connect and ConnectWhenReady.
const connectScenes = 60

func stillDials() string {
	return In(
		"ctx has ended, and your code is still dialing: give ctx to the dial itself, with Dialer.DialContext, for the "+
			"system would send its SYN for two minutes more; a time limit that you set hears no cancellation",
		"ctx 已经结束，你的代码还在拨号：要把 ctx 交给拨号本身（Dialer.DialContext），否则系统会把 SYN 再重发两分钟；自己设的时间限制，是听不到取消的")
}

func nobodyRefused() string {
	return In(
		"nobody has refused this call, so errors.Is(err, syscall.ECONNREFUSED) must say no: a caller that is told of "+
			"a refusal tries again, and here that is of no use; return the error that you were given",
		"这通电话没有人拒绝，errors.Is(err, syscall.ECONNREFUSED) 应当答“否”：听说被拒绝的人会再试，可这里再试也没有用；得到什么错误，就返回什么错误")
}

// playConnect is a scene with Connect or ConnectWhenReady: a server that comes after some refusals, and a
// ctx that ends before that, or later, or had ended before.
func playConnect(d *scene.Dice, s *scene.Stage, hosts []string) {
	patient := d.Sometimes()
	dial, name := dialing(connect.Connect), "Connect"
	if patient {
		dial, name = connect.ConnectWhenReady, "ConnectWhenReady"
	}
	host := hosts[d.Below(len(hosts))]
	door := NewDoor(host)
	s.Finally(door.Remove)
	addr, refusals := door.Addr, d.Below(7)
	if refusals > 0 {
		door.Close()
	}
	s.Given("a server on %s that refuses %d calls", "%s 上的服务端，先拒绝 %d 次来电", host, refusals)
	if d.Below(8) == 7 {
		addr = scene.One(d, "127.0.0.1:65536", "127.0.0.1", "127.0.0.1:-1")
		s.Given("it is called by %q, which is no address", "用 %q 去打，这不成地址", addr)
	}

	ends := scene.One(d, 0, time.Microsecond, 7*time.Millisecond, 50*time.Millisecond, 300*time.Millisecond,
		2*time.Second)
	reason := scene.One(d, context.Canceled, context.DeadlineExceeded)
	over := ends == 0 && d.Below(4) == 3
	ctx, seen := Endless(), new(dials)
	s.Finally(func() { ctx.End(reason) })
	switch {
	case over:
		s.Given("ctx has ended: %v", "ctx 早已结束：%v", reason)
		ctx.End(reason)
	case ends > 0:
		s.Given("ctx ends after %v: %v", "ctx 在 %v 之后结束：%v", ends, reason)
		time.AfterFunc(ends, func() { ctx.End(reason) })
	}
	// Dials that go unseen are not waited for.
	entrance := &entrance{door: door}
	seen.each = func(refused int) {
		if refused == refusals {
			entrance.open()
		}
	}
	if refusals > 0 {
		unseen := time.AfterFunc(unseenOpens, func() {
			if seen.Begun() == 0 {
				entrance.open()
			}
		})
		s.Finally(func() { unseen.Stop() })
	}

	s.Then("%s", "%s", name)
	began := time.Now()
	got := scene.Call(s, func() dialed { return dial.call(seen.Watch(LendContext(ctx)), addr) }, stillTries())
	if got.err == nil && got.conn != nil {
		s.Finally(func() { _ = got.conn.Close() })
	}
	ended := ctx.Err() != nil
	took := time.Since(began)
	opened := entrance.openedAt()

	shortest, longest := seen.Pauses()
	s.Check(seen.pauses == 0 || shortest >= time.Millisecond && longest <= time.Second, outOfBounds(),
		In("pauses of 1 ms to 1 s", "停 1 毫秒到 1 秒"), shortest.String()+" … "+longest.String())

	if got.err == nil {
		s.Check(got.conn != nil, In("neither a connection nor an error came back", "既没有返回连接，也没有返回错误"),
			In("one of the two", "两者之一"), In("neither", "都没有"))
		s.Check(addr == door.Addr && door.IsOpen() && !over, In(
			"a connection came back, and there is nobody who could have accepted it",
			"返回了一条连接，可是没有人能接这通电话"), In("an error", "一个错误"), In("a connection", "一条连接"))
		pausesNoMore(s, opened, patient, took)
		server, err := door.Accept()
		s.Check(err == nil, nobodyCalled(), In("a caller", "一个来电"), In("nobody", "没有来电"))
		s.Finally(func() { Vanish(server) })
		if !ended {
			s.Check(ctx.Waiting() == 0, In(
				"the connection is made, and something of yours still waits for the end of ctx",
				"连接已经建立，你的代码却还有东西留着等 ctx 结束"), In("nothing waits", "没有在等的"), In("something does", "还有在等的"))
		}
		s.Then("it is connected, and ctx ends", "连上了，然后 ctx 结束")
		ctx.End(reason)
		s.Check(carries(got.conn, server) && carries(server, got.conn), In(
			"once connected, the call no longer depends on ctx, and carries what either end says, as it was said",
			"一旦连上，这通电话就不再受 ctx 影响，两头说的话都原样带到"), In("both ways are open", "两个方向都通"), In("one is not", "有一个方向不通"))
		return
	}

	refused := errors.Is(got.err, ConnectionRefused)
	saw := OneLine(got.err)
	switch {
	case addr != door.Addr:
		s.Check(!refused && seen.Refused() == 0, nobodyRefused(),
			In("an error that is no refusal", "一个不是“被拒绝”的错误"), saw)
		s.Check(took == 0, In("this is no address, and it will not be one later: return the error at once",
			"这不成地址，再过多久也不会是：要立刻返回错误"), "0s", took.String())
	case !ended:
		s.Check(!patient && refusals > 0, In(
			"ctx has not ended, and nobody but ctx says how long to try: a server that comes late is reached",
			"ctx 并没有结束；试多久，只有 ctx 说了算：服务端来得晚，也要连上"), In("a connection", "一条连接"), saw)
		s.Kinds(In(
			"the server refused, and errors.Is must find ECONNREFUSED in the error, and no other reason",
			"是服务端拒绝的，errors.Is 应当能在错误里找到 ECONNREFUSED，而且找不到别的原因"), got.err, ConnectionRefused)
		s.Check(strings.Contains(got.err.Error(), addr), In(
			"a refusal has to name the address: refused by whom?",
			"被拒绝的错误里要写明地址：是谁拒绝的？"), addr, saw)
	case !patient && refused: // it came before the end of ctx
		s.Check(refusals > 0, nobodyRefused(), In("the end of ctx", "ctx 结束了"), saw)
	default:
		isTimeout, _ := beTimeout().Match(got.err)
		isCancel := errors.Is(got.err, context.Canceled)
		s.Check(isTimeout == (reason == context.DeadlineExceeded) && isCancel == (reason == context.Canceled), In(
			"the caller must be able to tell from the error how ctx ended: errors.Is finds context.Canceled after a "+
				"cancellation, a deadline is a timeout, and neither is the other",
			"调用者要能从错误里看出，ctx 是怎样结束的：被取消，errors.Is 能找到 context.Canceled；到了截止时间，就是超时；两者不能混在一起"),
			reason.Error(), saw)
		s.Check(!refused || patient && refusals > 0, nobodyRefused(), In("the end of ctx", "ctx 结束了"), saw)
		s.Check(took <= ends+promptly, In(
			"ctx has ended, and the attempts went on: give up within a tenth of a second",
			"ctx 已经结束，却还在试：十分之一秒之内就要放弃"), ends.String(), took.String())
		s.Check(!over || seen.Begun() == 0 || !patient, In(
			"ctx had ended before the call: do not dial, not even once",
			"调用之前 ctx 就已结束：一次也不要拨"), In("no call", "没有拨号"), In("a call", "拨了号"))
		s.Check(opened.IsZero() || time.Since(opened) <= time.Second+promptly, In(
			"the server came up long before ctx ended, and was not reached",
			"ctx 结束之前很久，服务端就来了，却没有连上"), In("a connection", "一条连接"), saw)
	}
}

// entrance is a door that is opened during a scene.
type entrance struct {
	mu   sync.Mutex
	door *Door
	at   time.Time // zero: not yet, or from the beginning
}

func (e *entrance) open() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.door.IsOpen() {
		e.door.Open()
		e.at = time.Now()
	}
}

func (e *entrance) openedAt() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.at
}

// pausesNoMore checks that a server that is there is reached with no more than one pause.
func pausesNoMore(s *scene.Stage, opened time.Time, patient bool, took time.Duration) {
	switch {
	case opened.IsZero():
		s.Check(took == 0, In("the server was there, and your code waited all the same",
			"服务端早就在了，你的代码却还是等了一会儿"), "0s", took.String())
	case patient:
		since := time.Since(opened)
		s.Check(since <= time.Second, In("the server came up, and the next attempt came late: pause for 1 s at most",
			"服务端来了，下一次却拨得太晚：至多停 1 秒"), In("1s at most", "至多 1s"), since.String())
	}
}

// carries reports whether what is said at one end arrives at the other, and nothing else.
func carries(from, to net.Conn) bool {
	word := Speech(7)
	return Speak(from, word) == nil && TextFrom(to, len(word)) == string(word)
}
