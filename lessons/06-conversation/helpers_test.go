package conversation_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	conversation "handshake/lessons/06-conversation"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// havePrinted succeeds if these lines were printed, in this order, and nothing else. The
// number of a port is given as PORT.
func havePrinted(want ...string) types.GomegaMatcher {
	return Matcher(func(out *Lines) (bool, string) {
		got := slices.Collect(strings.Lines(AnyPortIn(out.String())))
		for i, line := range want {
			switch {
			case i == len(got):
				return false, fmt.Sprintf(In("line %d is missing: %s", "缺少第 %d 行：%s"), i+1, line)
			case got[i] != line+"\n":
				return false, fmt.Sprintf(In(
					"line %d:",
					"第 %d 行："), i+1) + "\n" + Difference([]byte(got[i]), []byte(line+"\n"))
			}
		}
		if len(got) > len(want) {
			return false, fmt.Sprintf(In("one line too many: %q", "多了一行：%q"), got[len(want)])
		}
		return true, ""
	})
}

// beWholeLines succeeds if every Write brought one line, with its end.
func beWholeLines() types.GomegaMatcher {
	return Matcher(func(out *Lines) (bool, string) {
		for i, piece := range out.Writes() {
			if !strings.HasSuffix(piece, "\n") || strings.Count(piece, "\n") != 1 {
				return false, fmt.Sprintf(In("Write %d carried %q", "第 %d 次 Write 写的是 %q"), i+1, AnyPortIn(piece))
			}
		}
		return true, ""
	})
}

// haveStoppedListening succeeds if the listener was closed. Nobody is asked to call it: in
// the meantime its port may belong to a stranger.
func haveStoppedListening() types.GomegaMatcher {
	return Matcher(func(ln *net.TCPListener) (bool, string) {
		return errors.Is(ln.SetDeadline(time.Time{}), net.ErrClosed), ""
	})
}

// narrowConn is a connection whose every Read brings a single byte. It remembers what the
// first Write carried, and can pretend to come from elsewhere. The student's code gets it from
// Lend.
type narrowConn struct {
	net.Conn
	From net.Addr // the remote address; nil: the real one

	mu    sync.Mutex
	wrote bool
	first []byte
}

// narrow makes conn narrow.
func narrow(conn net.Conn) *narrowConn { return &narrowConn{Conn: conn} }

// Read reads at most one byte.
func (c *narrowConn) Read(p []byte) (int, error) { return c.Conn.Read(p[:min(1, len(p))]) }

func (c *narrowConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	if !c.wrote {
		c.wrote, c.first = true, bytes.Clone(p)
	}
	c.mu.Unlock()
	return c.Conn.Write(p)
}

// FirstWrite is what the first Write carried.
func (c *narrowConn) FirstWrite() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.first)
}

// RemoteAddr is From, if that is set.
func (c *narrowConn) RemoteAddr() net.Addr {
	if c.From != nil {
		return c.From
	}
	return c.Conn.RemoteAddr()
}

// CloseWrite ends this end's words with a FIN, as a *net.TCPConn's does.
func (c *narrowConn) CloseWrite() error { return c.Conn.(interface{ CloseWrite() error }).CloseWrite() }

// What the original program says, and what it prints.
const (
	greeting = "Hello, Client!"
	thanks   = "Thank you, Server!"

	listening    = "Server is listening..."
	connectedBy  = "Connected by ('127.0.0.1', PORT)"
	received     = "Received: "
	serverClosed = "Server connection closed."
)

// serving is the student's Serve at work at ln, and what it prints.
func serving(ctx context.Context, ln net.Listener) (*Running[error], *Lines) {
	out := &Lines{}
	return Start(func() error { return conversation.Serve(LendContext(ctx), LendListener(ln), LendWriter(out)) }), out
}

// called is the student's Serve at work, and a caller that is connected to it.
func called(ctx context.Context) (*Running[error], *Peer, *Lines) {
	GinkgoHelper()
	ln := Listening()
	where := Told(ln.Addr) // before anybody can change it
	server, out := serving(ctx, ln)
	return server, Caller(server, where, reachable), out
}

// thank is the rest of a caller that behaves like the original: it hears the greeting, which is
// returned, thanks, and has no more to say.
func thank(caller *Peer) (heard string) {
	GinkgoHelper()
	heard = caller.Hear(len(greeting))
	caller.Say(thanks)
	caller.Finish()
	return heard
}

// What is said of more than one spec.
var (
	serveHangs = In(
		"the caller is done, and Serve has not come back: it hears one caller out to the FIN, hangs up and "+
			"returns; it does not wait for anybody else",
		"来电者那边已经结束，Serve 却还没有返回：它把一个来电者的话听到 FIN，挂断，就返回，不再等别人")
	noConversation = In(
		"no conversation was had: the caller has to hear the greeting first",
		"这次通话并没有通成：来电者应当先听到问候")
	goesWell = In(
		"the other side did all that the original does: this conversation went well, and there is no error to return",
		"对方做的和原程序一样：这次通话很顺利，没有错误可返回")
	reachable = In(
		"the listener is open before Serve is called, so that anybody can call; Serve must not close it before its "+
			"conversation",
		"调用 Serve 之前监听器就开着，谁都打得进来；还没通话，Serve 不能先把它关掉")
	firstLine = In(
		"the listener is open, so the first line is due at once",
		"监听器已经开着，第一行应当马上打印")
	exactLines = In(
		"the program prints these lines to out, letter for letter, in this order and no others",
		"程序要在 out 上打印这几行，一字不差，顺序不变，一行不多")
	wholeLines = In(
		"each line goes out in a single Write, with its line end: two programs share one terminal, and what is "+
			"written in pieces gets mixed up",
		"每一行连同行末的换行，都要一次 Write 写出：两个程序共用一个终端，分几次写的行会和别人的混在一起")
	earnedOnly = In(
		"print the lines that are true and no others: a conversation that failed has no last lines, and an error "+
			"is returned, not printed",
		"成真的行才打印，别的不打印：通话失败了，后面的行就没有；错误要返回，不要打印")
	hangsUpToo = In(
		"Serve gave up, but left the caller's connection open: close it on every way out, errors included",
		"Serve 已经放弃，来电者的连接却还开着：每一条出路都要关闭它，出错时也一样")
	ownsListener = In(
		"Serve has returned, and its listener still takes calls that nobody will ever answer: Serve owns ln, so "+
			"close it on every way out",
		"Serve 已经返回，监听器却还在接受来电，而再也没有人会接：ln 归 Serve 所有，每一条出路都要关闭它")
	becauseOfCtx = In(
		"it was the end of ctx that ended this, and the caller asks errors.Is(err, context.Canceled): what Accept "+
			"or Read says (\"use of closed network connection\") is only how it ended; return ctx.Err(), itself or "+
			"wrapped with %%w",
		"这次是 ctx 结束了才停下的，调用者会用 errors.Is(err, context.Canceled) 来问：Accept 或 Read 说的“use of closed network "+
			"connection”只是停下的方式；应当返回 ctx.Err()，或者用 %%w 包装它")
)

const (
	connected    = "Client connected to server."
	clientClosed = "Client connection closed."
)

// dialing is the student's Call at work with the server at ln, and what it prints.
func dialing(ctx context.Context, ln net.Listener) (*Running[error], *Lines) {
	out := &Lines{}
	return Start(func() error { return conversation.Call(LendContext(ctx), ln.Addr().String(), LendWriter(out)) }), out
}

// calling is the student's Call at work, and the server that it has called.
func calling(ctx context.Context) (*Running[error], *Peer, *Lines) {
	GinkgoHelper()
	ln := Listening()
	client, out := dialing(ctx, ln)
	return client, Callee(client, ln, In(
		"nobody has called: Call must dial the address it was given",
		"没有人打来：Call 要拨打给它的那个地址")), out
}

// calls has Call have a whole conversation: who never calls anybody is never refused.
func calls(ctx context.Context) {
	GinkgoHelper()
	client, server, out := calling(ctx)
	bidGoodbye(server)
	Expect(client.Result(callHangs)).To(HaveGoneWell(), goesWell)
	Expect(out).To(havePrinted(connected, received+greeting, clientClosed), exactLines)
}

// bidGoodbye is the whole of a server that behaves like the original: it greets, hears the
// thanks, and closes at once.
func bidGoodbye(server *Peer) {
	GinkgoHelper()
	server.Say(greeting)
	server.Hear(len(thanks))
	_ = server.Close()
}

// What is said of more than one of the client's specs.
var (
	callHangs = In(
		"the server has done its part, and Call has not come back: after its own FIN it waits for the server's, "+
			"and for nothing else",
		"服务端那边已经结束，Call 却还没有返回：发出自己的 FIN 之后，它只等服务端的 FIN，不再等别的")
	finishesToo = In(
		"a server that hears its caller out waits for the FIN: say exactly the thanks, then finish with CloseWrite "+
			"(or Close); a client that waits for the server's FIN first waits forever, and so does the server",
		"会把话听完的服务端在等 FIN：说完致谢，不多一个字节，就用 CloseWrite（或 Close）收尾；"+
			"要是客户端先等服务端的 FIN，双方就会永远等下去")
	connectedLine = In(
		"the connection is there, so the first line is due, before the server says a word",
		"连接已经建立，第一行就该打印了，不必等服务端开口")
	stuckInRead = In(
		"ctx has ended, and Call still waits in Read, which knows no ctx: close the connection, or set its "+
			"deadline, when ctx ends (context.AfterFunc), and Read comes back",
		"ctx 已经结束，Call 还停在 Read 里；Read 不认识 ctx：让 ctx 一结束就关闭连接，或者给它设截止时间（context.AfterFunc），Read 就会返回")
	callHangsUp = In(
		"Call gave up, but left its connection open: the one that dials must hang up, on every way out",
		"Call 已经放弃，连接却还开着：谁拨号谁挂断，每一条出路都一样")
)
