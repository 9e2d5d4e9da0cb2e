package listen_test

import (
	"context"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// pickedUp is what Accept of a listener of the student's returns; the spec fails with orElse if
// that is no connection. It is closed when the spec ends.
func pickedUp(ln net.Listener, orElse string) net.Conn {
	GinkgoHelper()
	var conn net.Conn
	err := Start(func() (err error) { conn, err = ln.Accept(); return err }).Result(orElse)
	if err != nil {
		Fail(orElse + "\n" + OneLine(err))
	}
	if conn == nil {
		Fail(orElse)
	}
	CloseAfter(conn)
	return conn
}

// opens has Listen do what it is for: a refusal says nothing where everything is refused.
func opens() {
	GinkgoHelper()
	ln := Opened(listen.Listen(AnyPort))
	Expect(Told(ln.Addr)).To(BeReachable(), In(
		"before an address is refused, an ordinary one must be listened at, and here a client could not connect",
		"先要能在正常的地址上监听，才谈得上拒绝别的地址；可这里客户端没有连上"))
	_ = ln.Close()
}

// finds has Probe find out that somebody listens on ln.
func finds(ctx context.Context, ln net.Listener) {
	GinkgoHelper()
	open, err := listen.Probe(LendContext(ctx), ln.Addr().String())
	Expect(err).To(HaveGoneWell(), In(
		"somebody listens there and the system lets us connect: that is an answer, not an error",
		"那里有人监听，系统也让我们连上了：这是答案，不是错误"))
	Expect(open).To(BeTrue(), In(
		"somebody listens there, so the answer is true",
		"那里有人监听，答案应当是 true"))
}

// asks has Probe find somebody out: whoever never asks has no answer to get wrong.
func asks(ctx context.Context) {
	GinkgoHelper()
	ln := Listening()
	finds(ctx, ln)
	Accept(ln, In(
		"Probe must really connect: only a connection shows that somebody listens",
		"Probe 要真的去连：只有连上了，才知道有人在监听"))
}
