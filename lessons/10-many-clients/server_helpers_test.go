package manyclients_test

import (
	"errors"
	"io"
	"log"
	"net"

	. "github.com/onsi/ginkgo/v2"

	manyclients "handshake/lessons/10-many-clients"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

const greeting = "Hello, Client!"

// accident is what a Handler in these specs panics with: a student reads it when nobody has
// recovered, and the program has ended.
var accident = In(
	"a Handler fell off its chair. It runs in a goroutine that you started, so nobody but you can catch its panic: "+
		"recover there, in a deferred function",
	"有个 Handler 从椅子上摔了下来。它在你启动的 goroutine 里运行，它的 panic 只有你能接住：在那里用 defer 登记的函数里 recover")

// open is a Server at work on a listener.
func open(ln *ScriptedListener, maxConns int, handler func(net.Conn)) *Desk {
	d := NewDesk(ln, "Serve", "Handler")
	server := &manyclients.Server{MaxConns: maxConns, Handler: func(conn net.Conn) { d.Answer(conn, handler) }}
	d.Open(server.Serve)
	return d
}

// serves has Serve run once outside of virtual time, so that what a package makes on its first use is
// good everywhere.
func serves() {
	GinkgoHelper()
	ln := Scripted()
	_ = ln.Close()
	lent, server := LendListener(ln), &manyclients.Server{Handler: func(net.Conn) {}}
	Start(func() error { return server.Serve(lent) }).Result(stillServing())
}

// crowded is a desk with so many seats and callers, in virtual time. A value sent on leave
// makes one of them leave; closed, it makes all leave.
func crowded(seats, callers int) (d *Desk, leave chan struct{}) {
	var calls []Step
	for range callers {
		calls = append(calls, Calling(Anyone()))
	}
	leave = make(chan struct{})
	return open(Scripted(calls...), seats, func(net.Conn) { <-leave }), leave
}

// asksAgain waits until Accept has been called n times.
func asksAgain(d *Desk, n int) {
	GinkgoHelper()
	asked := Meanwhile(d.Running, func() bool { return Soon(func() bool { return d.Listener.Asked() >= n }) })
	if !asked {
		d.OutOfTime(In(
			"there are callers waiting, MaxConns is 0, and Serve does not ask for them: go back to Accept as soon "+
				"as a goroutine has the last one",
			"还有来电者在等，MaxConns 是 0，Serve 却不去接：前一个交给 goroutine 之后，马上回去 Accept"))
	}
}

func stillServing() string {
	return In(
		"the listener is closed and all conversations are over, but Serve has not returned: leave the loop when "+
			"errors.Is finds net.ErrClosed; and count a goroutine as done, and give its seat back, with defer, so "+
			"that no panic skips it",
		"监听器已经关闭，通话也都结束了，Serve 却没有返回：errors.Is 找到 net.ErrClosed 就该离开循环；goroutine 结束的计数和让位子都要用 defer，panic 才跳不过去")
}

// callerOf is somebody who calls the desk.
func callerOf(d *Desk) *Peer {
	GinkgoHelper()
	return Caller(d.Running, d.Listener.Addr(), cannotCall())
}

// dial is a caller of ln.
func dial(ln net.Listener) net.Conn {
	GinkgoHelper()
	return Dial(ln.Addr(), cannotCall())
}

func cannotCall() string {
	return In(
		"a caller could not get through: the listener was closed while Serve should still be picking up callers",
		"有人打不进来了：Serve 还该继续接听，监听器却已经关闭")
}

func nobodyAnswered() string {
	return In("somebody called, and Handler was not asked to speak with them", "有人打进来了，Handler 却没有被叫来通话")
}

// theOtherEnd is the caller whose connection conn is.
func theOtherEnd(callers []net.Conn, conn net.Conn) net.Conn {
	for _, caller := range callers {
		if caller.LocalAddr().String() == conn.RemoteAddr().String() {
			return caller
		}
	}
	return nil
}

// quietLog keeps the reports of panics that these specs bring about off the terminal.
func quietLog() {
	before := log.Writer()
	log.SetOutput(io.Discard)
	DeferCleanup(func() { log.SetOutput(before) })
}

// panicsOfAllKinds end a Handler in all the ways in which a panic can.
func panicsOfAllKinds() []func() {
	return []func(){
		func() { panic(accident) },
		func() { panic(errors.New(accident)) },
		func() { panic(7) },
		func() { var ledger map[string]int; ledger[accident] = 1 }, //nolint:staticcheck // it is there to panic
		func() { panic(nil) },
		func() { panic(struct{ chair, floor string }{"Handler", accident}) },
	}
}
