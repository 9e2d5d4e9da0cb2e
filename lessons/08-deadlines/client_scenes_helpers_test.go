package deadlines_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"sync"
	"time"

	deadlines "handshake/lessons/08-deadlines"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// host is how this machine can be called, and where one has to listen for that.
type host struct{ called, listens string }

// hosts are those that this machine has.
var hosts = sync.OnceValue(func() []host {
	hosts := []host{{"127.0.0.1", "127.0.0.1"}}
	soon, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	addrs, err := net.DefaultResolver.LookupHost(soon, "localhost")
	if err == nil && slices.Contains(addrs, "127.0.0.1") {
		hosts = append(hosts, host{"localhost", "127.0.0.1"})
	}
	if ln, err := net.Listen("tcp", "[::1]:0"); err == nil {
		_ = ln.Close()
		hosts = append(hosts, host{"::1", "::1"})
	}
	if runtime.GOOS == "linux" {
		hosts = append(hosts, host{"127.0.0.2", "127.0.0.2"})
	}
	return hosts
})

// Ends of what a server of CallWithin says.
const (
	answers = iota
	resets
	waitsForCtx
	comesTooLate // ctx is over beforehand
)

// returned is what came of a call of CallWithin.
type returned struct {
	reply   string
	err     error
	waiting int  // for ctx, then
	open    bool // the connection, then
}

// callsWithin is a scene for CallWithin.
func callsWithin(d *scene.Dice, s *scene.Stage) {
	at := scene.One(d, hosts()...)
	request, reply := d.Text(300), d.Text(300)
	switch d.Below(10) {
	case 8:
		reply = string(d.Bytes(80 << 10))
	case 9:
		request = string(d.Bytes(80 << 10))
	}
	limit := d.Limit(len(reply))
	ends := scene.One(d, answers, answers, resets, waitsForCtx, comesTooLate)
	reason := scene.One(d, context.Canceled, context.Canceled, context.DeadlineExceeded)
	s.Given("a server at %s; the request is %s, limit is %d", "服务端在 %s；请求是 %s，limit 是 %d",
		at.called, short(request), limit)

	watched := attentive()
	s.Finally(func() { watched.End(reason) })
	ctx, end := LendContext(watched), func() { watched.End(reason) }
	if reason == context.Canceled && d.Sometimes() {
		caused, cancel := context.WithCancelCause(ctx)
		ctx, end = caused, func() { cancel(errCause) }
	}
	known := watched.Waiting()
	if ends == comesTooLate {
		s.Given("ctx is over: %v", "ctx 已经结束：%v", reason)
		end()
		known = 0
	}
	ln, err := net.Listen("tcp", net.JoinHostPort(at.listens, "0"))
	Must(err)
	s.Finally(func() { _ = ln.Close() })
	_, port, err := net.SplitHostPort(ln.Addr().String())
	Must(err)
	socket := make(chan func() bool, 1)
	work := Start(func() (got returned) {
		text, err := deadlines.CallWithin(ctx, net.JoinHostPort(at.called, port), []byte(request), limit)
		got = returned{reply: string(text), err: err, waiting: watched.Waiting() - known}
		select {
		case isOpen := <-socket:
			got.open = isOpen()
		default:
		}
		return got
	})
	if ends == comesTooLate {
		got := scene.Return(s, work, callHangs)
		s.Check(errors.Is(got.err, reason), becauseOf, fmt.Sprint(reason), nothing(got.err))
		return
	}

	conn := answeredBy(s, work, ln)
	socket <- SocketOf(conn)
	release := Bounded(conn.SetDeadline)
	s.Finally(release)
	heard, err := io.ReadAll(conn)
	s.Check(err == nil, In(
		"the server reads to the end of the request, the FIN: send all of it, then close the sending direction alone, "+
			"with CloseWrite",
		"服务端把请求一直读到结尾，也就是 FIN：全部发完，再用 CloseWrite 只关闭发送方向"),
		In("a FIN", "FIN"), nothing(err))
	s.Same(In(
		"the server must hear exactly the bytes of request",
		"服务端听到的应当正是 request 的每个字节"), string(heard), request)

	said := reply
	if ends == waitsForCtx {
		said = reply[:min(len(reply), limit)]
	}
	told := make(chan struct{})
	go func() {
		defer close(told)
		_, _ = io.WriteString(conn, said)
		switch ends {
		case answers:
			Finish(conn)
		case resets:
			Vanish(conn)
		}
	}()
	s.Finally(func() { _ = conn.Close(); <-told })
	switch ends {
	case answers:
		s.Then("the server hears it all, says %s, and finishes", "服务端听完，说 %s，然后结束", short(said))
	case resets:
		s.Then("the server hears it all, says %s, and vanishes with a RST", "服务端听完，说 %s，然后以 RST 消失", short(said))
	case waitsForCtx:
		s.Then("the server hears it all, says %s, and is silent; ctx ends: %v",
			"服务端听完，说 %s，不再出声；ctx 结束：%v", short(said), reason)
		<-told
		Settle() // it waits for more
		end()
	}

	got := scene.Return(s, work, callHangs)
	switch {
	case ends == waitsForCtx:
		s.Check(errors.Is(got.err, reason), becauseOf, fmt.Sprint(reason), nothing(got.err))
		return
	case len(reply) > limit:
		s.Check(got.err != nil, In(
			"the reply is longer than limit: cut off in silence, it would be a wrong one",
			"答复超过了 limit：悄悄截短，就成了错的答复"), In("an error", "一个错误"),
			fmt.Sprintf(In("no error, and %d bytes", "没有错误，%d 字节"), len(got.reply)))
	case ends == resets:
		s.Check(got.err != nil, In(
			"the connection was reset in the middle of the reply: io.EOF alone is the end",
			"答复说到一半，连接被复位：只有 io.EOF 才是结尾"), "ECONNRESET", nothing(got.err))
		s.Check(errors.Is(got.err, ConnectionReset), In(
			"the connection was reset: errors.Is must find the reason (ECONNRESET)",
			"连接被复位了：errors.Is 应当能找到原因（ECONNRESET）"), "ECONNRESET", nothing(got.err))
	default:
		s.Check(got.err == nil, noFailure, nothing(nil), nothing(got.err))
		s.Same(In(
			"the reply is due as it is: every byte that the server has said, odd ones too",
			"答复要原样返回：服务端说的每个字节，古怪的也不例外"), got.reply, reply)
	}
	s.Check(!errors.Is(got.err, context.Canceled) && !errors.Is(got.err, context.DeadlineExceeded), notCtx,
		In("not ctx.Err()", "不是 ctx.Err()"), nothing(got.err))
	s.Check(got.waiting == 0, In(
		"CallWithin has returned, and something still waits for the end of ctx",
		"CallWithin 已经返回，却还有东西在等 ctx 结束"), "0", fmt.Sprint(got.waiting))
	s.Check(!got.open, In(
		"CallWithin has returned, and its connection is still open: close it on every way out, errors included",
		"CallWithin 已经返回，它的连接却还开着：每一条出路都要关，出错时也一样"), In("closed", "关了"), In("open", "开着"))
}

// answeredBy is the server's end of the call.
func answeredBy(s *scene.Stage, work *Running[returned], ln net.Listener) *net.TCPConn {
	accepted := make(chan net.Conn, 1)
	go func() {
		conn, _ := ln.Accept()
		accepted <- conn
	}()
	var conn net.Conn
	select {
	case conn = <-accepted:
	case <-work.Returned():
		got := scene.Return(s, work, callHangs)
		s.Check(false, nobodyCalled, In("a call", "来电"), nothing(got.err))
	case <-Enough():
		InVain()
		s.Check(false, nobodyCalled, In("a call", "来电"), In("none", "没有"))
	}
	s.Finally(func() { _ = conn.Close() })
	return conn.(*net.TCPConn)
}

// short is a text for a story.
func short(text string) string {
	const most = 60
	if len(text) <= most {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf(In("%d bytes, %q…", "%d 字节，%q……"), len(text), text[:most])
}

// becauseOf is becauseOfCtx in a story.
var becauseOf = In(
	"it was ctx that ended the call, and the error must say so: errors.Is finds ctx.Err(), whatever ctx's cause is",
	"电话是因为 ctx 才结束的，错误里要说清楚：errors.Is 能认出 ctx.Err()，不管 ctx 的原因是什么")
