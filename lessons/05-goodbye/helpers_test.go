package goodbye_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	goodbye "handshake/lessons/05-goodbye"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// startOn is Start for a function that talks on conn. If it does not return, but panics, conn is
// closed, so that the other end does not wait in vain: call Check after each wait.
func startOn[T any](conn net.Conn, call func() T) *Running[T] {
	returned := false
	r := Start(func() T {
		result := call()
		returned = true
		return result
	})
	go func() {
		<-r.Returned() // first: whoever sees that conn is closed finds the panic
		if !returned {
			_ = conn.Close()
		}
	}()
	return r
}

// seeing is SeeOff at work.
type seeing struct {
	*Running[error]
	open bool
}

// Open reports whether conn was open at the instant when SeeOff came back.
func (s *seeing) Open() bool { return s.open }

// seeOff calls SeeOff on conn; what the peer does meanwhile is the spec's own part.
func seeOff(conn *net.TCPConn, lastWords func([]byte) []byte) *seeing {
	s := &seeing{open: true}
	s.Running = startOn(conn, func() error {
		err := goodbye.SeeOff(LendTCP(conn), lastWords)
		s.open = isOpen(conn)
		return err
	})
	return s
}

// haveBeenReset succeeds for the error of a connection that a RST has torn down, by whichever name.
func haveBeenReset() types.GomegaMatcher {
	return BeErrorWhere(func(err error) bool {
		return errors.Is(err, ConnectionReset) || errors.Is(err, syscall.EPIPE) || runtime.GOOS == "windows"
	})
}

// saying is a lastWords that says words, whatever was heard.
func saying(words []byte) func([]byte) []byte {
	return func([]byte) []byte { return slices.Clone(words) }
}

// seesOff has SeeOff ask for last words, and say them: that a torn line is not answered says nothing
// where nobody ever is.
func seesOff() {
	GinkgoHelper()
	conn, peer := Pair()
	words := Speech(100)
	Finish(peer)
	seeing := seeOff(conn, saying(words))
	heard := Hear(peer, len(words))
	seeing.Check()
	Expect(heard).To(ArriveWhole(words), In(
		"the peer has finished: what lastWords returned must reach it",
		"对端说完了：lastWords 返回的话要送到它那里"))
}

func neverAsked() string {
	return In(
		"the peer has finished, and lastWords was not called: only lastWords knows whether there is something to say",
		"对端说完了，却没有调用 lastWords：还有没有话要说，只有 lastWords 知道")
}

// someBuffer is for connections on which not all can be under way at once, in bytes.
const someBuffer = 64 << 10

// readError is the error of a Read on conn.
func readError(conn net.Conn) error {
	_, err := conn.Read(make([]byte, 1))
	return err
}

// brokenPipe is the error of a Write on a connection whose reset is known already.
func brokenPipe() error {
	GinkgoHelper()
	conn, peer := Pair()
	Vanish(peer)
	_ = readError(conn) // the RST has come, and has been reported once
	_, err := conn.Write([]byte("is anybody there?"))
	return err
}

// hungUp is what HangUp returned, and whether conn was open at that instant.
type hungUp struct {
	rest []byte
	err  error
	open bool
}

// hangUp calls HangUp on conn with words of its own; what the peer does meanwhile is the
// spec's own part.
func hangUp(conn *net.TCPConn, last []byte) *Running[hungUp] {
	return startOn(conn, func() hungUp { return hangUpNow(conn, last) })
}

func hangUpNow(conn *net.TCPConn, last []byte) hungUp {
	rest, err := goodbye.HangUp(LendTCP(conn), slices.Clone(last))
	return hungUp{rest, err, isOpen(conn)}
}

// isOpen reports whether conn has not been closed on this side.
func isOpen(conn *net.TCPConn) bool { return !errors.Is(conn.SetDeadline(time.Time{}), net.ErrClosed) }

// longAgo is a deadline that has passed.
var longAgo = time.Unix(1, 0)

// stillOpen is said of a connection that was open when the function came back.
func stillOpen() string {
	return In(
		"conn must be closed when your function comes back, at that very moment and on every way out: after a good "+
			"end, an error, a deadline; defer conn.Close() on the first line does it, a goroutine or a timer is late",
		"你的函数一返回，conn 就必须已经关闭，每一条出路都一样：顺利结束、出错、截止时间过了；第一行写 defer conn.Close() 就行，交给 goroutine 或定时器就晚了")
}

func lastDue() string {
	return In(
		"the last words are due first of all, and the peer has not heard them",
		"最先要送到的是最后的话，对端却没有听到")
}

// smallBuffer is for connections on which little can be under way, in bytes.
const smallBuffer = 4 << 10

// partBetween lets the student's two halves part: the client hangs up with last, the server
// sees it off with words.
func partBetween(client, server *net.TCPConn, last, words []byte) (heard []byte, left hungUp, seen error) {
	GinkgoHelper()
	leaving := hangUp(client, last)
	leaving.Check()
	asked := 0
	seeing := seeOff(server, func(all []byte) []byte {
		asked++
		heard = append(heard, all...)
		return slices.Clone(words)
	})
	left = leaving.Result(In(
		"your HangUp and your SeeOff wait for each other: one of them must say that it has finished",
		"你的 HangUp 和 SeeOff 在互相等待：总得有一个先说“我说完了”"))
	seen = seeing.Result(In(
		"HangUp has returned, and SeeOff is still waiting",
		"HangUp 已经返回，SeeOff 却还在等"))
	Expect(asked).To(Equal(1), askedOnce())
	return heard, left, seen
}

func askedOnce() string {
	return In(
		"SeeOff calls lastWords once: if you need its result twice, keep it in a variable",
		"SeeOff 只调用一次 lastWords：它返回的话要用两次，就存进变量里")
}

// What is said of both functions in scenes.
var (
	tellsWhy = In(
		"the connection did not end well, and the error must say how: return the error of the Read or Write that met "+
			"it first, as it is or wrapped with %w, and no other; words of your own hide the reason",
		"连接没有好好结束，错误要说清是怎样结束的：返回最先碰上它的那次 Read 或 Write 的错误，原样返回或者用 %w 包装，不要换成别的；自己另写一句话，原因就找不到了")
	goodEnd = In(
		"both sides said everything and sent their FINs: that is no error",
		"双方都把话说完，也都发了 FIN：这不是错误")
	nothingOdd = In(
		"bytes are bytes: blanks, line ends, zero bytes and what is no UTF-8 belong to the words like any other",
		"字节就是字节：空格、换行、零字节、不是 UTF-8 的，都是话的一部分")
	finNotRST = In(
		"the peer should read your words and then io.EOF, your FIN",
		"对端应当读到你的话，然后是 io.EOF，也就是你的 FIN")
)

// mostSaid is how many bytes are said at most in a scene; they fit on the way.
const mostSaid = 2 << 10

// joined are the two ends of a connection of the scene's.
func joined(s *scene.Stage, ln *net.TCPListener) (conn, peer *net.TCPConn) {
	dialed, err := net.Dial("tcp", ln.Addr().String())
	Must(err)
	accepted, err := ln.Accept()
	Must(err)
	s.Finally(func() { _, _ = dialed.Close(), accepted.Close() })
	return dialed.(*net.TCPConn), accepted.(*net.TCPConn)
}

// readOut reads what is said to peer until it ends.
func readOut(peer *net.TCPConn) (words string, end error) {
	defer Bounded(peer.SetReadDeadline)()
	all, err := io.ReadAll(peer)
	return string(all), err
}

// told is what ended a connection in a scene.
func told(err error) string {
	if err == nil {
		return In("a FIN", "FIN")
	}
	return OneLine(err)
}

// wasReset holds err to a reset: by either of its names.
func wasReset(s *scene.Stage, err error) {
	switch {
	case runtime.GOOS == "windows":
		s.Check(err != nil, tellsWhy, "WSAECONNRESET", In("no error", "没有错误"))
	case errors.Is(err, syscall.EPIPE):
		s.Kinds(tellsWhy, err, syscall.EPIPE, ConnectionReset)
	default:
		s.Kinds(tellsWhy, err, ConnectionReset)
	}
}

// closed holds to it that conn was not open when the student's function came back.
func closed(s *scene.Stage, open bool) {
	s.Check(!open, stillOpen(), In("conn is closed", "conn 已经关闭"), In("it is still open", "它还开着"))
}

// leaves is a way for HangUp's peer to end, with what HangUp is to make of it.
type leaves func(s *scene.Stage, conn, peer *net.TCPConn, early, last, late string)

// hangs has HangUp say last. Meanwhile is what the peer does, in a goroutine of its own.
func hangs(s *scene.Stage, conn *net.TCPConn, last string, meanwhile func()) hungUp {
	done := make(chan struct{})
	go func() {
		defer close(done)
		meanwhile()
	}()
	left := scene.Call(s, func() hungUp { return hangUpNow(conn, []byte(last)) }, In(
		"HangUp should have returned: it waits for something that does not come",
		"HangUp 早该返回了：它在等不会来的东西"))
	closed(s, left.open)
	<-done
	return left
}

// waysToLeave are those of HangUp's peer.
var waysToLeave = []leaves{
	finishesLast, finishesFirst, readTooLate, writeTooLate, vanishesLast, vanishesFirst, vanishesMidway, closesConn,
}

func finishesLast(s *scene.Stage, conn, peer *net.TCPConn, early, last, late string) {
	var heard string
	var end error
	s.Then("the peer hears your words and your FIN, says %s, and finishes",
		"对端听到你的话和 FIN，说 %s，然后说完了", scene.Quoted(late))
	left := hangs(s, conn, last, func() {
		heard, end = readOut(peer)
		_, _ = io.WriteString(peer, late)
		_ = peer.CloseWrite()
	})
	s.Same(nothingOdd, heard, last)
	s.Check(end == nil, finNotRST, told(nil), told(end))
	s.Check(left.err == nil, goodEnd, "nil", fmt.Sprint(left.err))
	s.Same(nothingOdd, string(left.rest), early+late)
}

func finishesFirst(s *scene.Stage, conn, peer *net.TCPConn, early, last, _ string) {
	s.Given("the peer has finished", "对端已经说完了")
	_ = peer.CloseWrite()
	left := hangs(s, conn, last, func() {})
	heard, end := readOut(peer)
	s.Same(nothingOdd, heard, last)
	s.Check(end == nil, finNotRST, told(nil), told(end))
	s.Check(left.err == nil, goodEnd, "nil", fmt.Sprint(left.err))
	s.Same(nothingOdd, string(left.rest), early)
}

func readTooLate(s *scene.Stage, conn, _ *net.TCPConn, _, last, _ string) {
	s.Given("conn's read deadline has passed", "conn 的读截止时间已过")
	_ = conn.SetReadDeadline(longAgo)
	s.Then("the peer stays silent", "对端一直沉默")
	s.Kinds(tellsWhy, hangs(s, conn, last, func() {}).err, os.ErrDeadlineExceeded)
}

func writeTooLate(s *scene.Stage, conn, peer *net.TCPConn, early, last, late string) {
	if last == "" { // nothing to write, nothing to be late with
		finishesFirst(s, conn, peer, early, last, late)
		return
	}
	s.Given("conn's write deadline has passed", "conn 的写截止时间已过")
	_ = conn.SetWriteDeadline(longAgo)
	s.Then("the peer finishes", "对端说完了")
	_ = peer.CloseWrite()
	s.Kinds(tellsWhy, hangs(s, conn, last, func() {}).err, os.ErrDeadlineExceeded)
}

func vanishesLast(s *scene.Stage, conn, peer *net.TCPConn, _, last, _ string) {
	s.Then("the peer hears your words and your FIN, and sends a RST", "对端听到你的话和 FIN，然后发来 RST")
	var heard string
	left := hangs(s, conn, last, func() {
		heard, _ = readOut(peer)
		Vanish(peer)
	})
	s.Same(nothingOdd, heard, last)
	wasReset(s, left.err)
}

func vanishesFirst(s *scene.Stage, conn, peer *net.TCPConn, early, last, late string) {
	if last == "" { // nothing that could fail
		vanishesLast(s, conn, peer, early, last, late)
		return
	}
	s.Given("the peer has sent a RST", "对端已经发来 RST")
	Vanish(peer)
	wasReset(s, hangs(s, conn, last, func() {}).err)
}

func vanishesMidway(s *scene.Stage, conn, peer *net.TCPConn, _, last, _ string) {
	_, _ = conn.SetWriteBuffer(smallBuffer), peer.SetReadBuffer(smallBuffer)
	last = strings.Repeat(last+".", 1<<20/(len(last)+1)) // more than fits on the way
	s.Then("the peer hears 5 bytes of your million, and sends a RST", "你要说一百万个字节，对端听到 5 个，就发来 RST")
	wasReset(s, hangs(s, conn, last, func() {
		Hear(peer, 5)
		Vanish(peer)
	}).err)
}

func closesConn(s *scene.Stage, conn, peer *net.TCPConn, _, last, _ string) {
	s.Then("the peer hears your words and your FIN", "对端听到你的话和 FIN")
	s.Then("conn is closed on your side, by somebody else", "你这一边的 conn 被别人关闭了")
	left := hangs(s, conn, last, func() {
		_, _ = readOut(peer)
		_ = conn.Close()
	})
	s.Kinds(tellsWhy, left.err, net.ErrClosed)
}

// seen is what became of a SeeOff, and whether conn was open at that instant.
type seen struct {
	err      error
	heard    []string // by lastWords, each time
	panicked any
	open     bool
}

// sees has SeeOff at work with a lastWords that does as do says, after it was asked. Meanwhile is
// what the peer does, in a goroutine of its own.
func sees(s *scene.Stage, conn *net.TCPConn, do func() []byte, catch bool, meanwhile func()) (o seen) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		meanwhile()
	}()
	o = scene.Call(s, func() (o seen) {
		defer func() {
			o.open = isOpen(conn)
			if catch {
				o.panicked = recover()
			}
		}()
		o.err = goodbye.SeeOff(LendTCP(conn), func(all []byte) []byte {
			o.heard = append(o.heard, string(all))
			return do()
		})
		return o
	}, In(
		"SeeOff should have returned: it waits for something that does not come",
		"SeeOff 早该返回了：它在等不会来的东西"))
	closed(s, o.open)
	<-done
	return o
}

// asks holds to it that lastWords was asked once, with what the peer has said.
func (o seen) asks(s *scene.Stage, said string) {
	s.Check(len(o.heard) > 0, neverAsked(), In("lastWords is called once", "lastWords 调用一次"), In("not at all", "没有调用"))
	s.Check(len(o.heard) == 1, askedOnce(), In("lastWords is called once", "lastWords 调用一次"),
		fmt.Sprintf(In("%d times", "%d 次"), len(o.heard)))
	s.Same(nothingOdd, o.heard[0], said)
}

// asksNobody holds to it that lastWords was not asked.
func (o seen) asksNobody(s *scene.Stage) {
	s.Check(len(o.heard) == 0, In(
		"the peer has not finished: only io.EOF says so, no other error and no deadline; there is nothing to "+
			"answer yet",
		"对端还没说完：只有 io.EOF 才表示说完了，别的错误不算，截止时间过了也不算；现在还谈不上回答"),
		In("lastWords is not called", "不调用 lastWords"), In("it was called", "它被调用了"))
}

// finishes is a way for SeeOff's peer to end, with what SeeOff is to make of it.
type finishes func(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string)

// waysToFinish are those of SeeOff's peer.
var waysToFinish = []finishes{
	finishesWell, tooLateToHear, tooLateToSpeak, tornOff, goneMeanwhile, goneMidway, closedWhileHearing,
	closedMeanwhile, panics,
}

// saysAll says the pieces, one by one.
func saysAll(peer *net.TCPConn, pieces []string) {
	for _, piece := range pieces {
		_, _ = io.WriteString(peer, piece)
	}
}

func finishesWell(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Then("the peer finishes", "对端说完了")
	var heard string
	var end error
	o := sees(s, conn, func() []byte { return []byte(words) }, false, func() {
		saysAll(peer, pieces)
		_ = peer.CloseWrite()
		heard, end = readOut(peer)
	})
	o.asks(s, strings.Join(pieces, ""))
	s.Check(o.err == nil, goodEnd, "nil", fmt.Sprint(o.err))
	s.Same(nothingOdd, heard, words)
	s.Check(end == nil, finNotRST, told(nil), told(end))
}

func tooLateToHear(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Given("conn's read deadline has passed", "conn 的读截止时间已过")
	_ = conn.SetReadDeadline(longAgo)
	s.Then("the peer does not finish", "对端没有说完")
	saysAll(peer, pieces)
	o := sees(s, conn, func() []byte { return []byte(words) }, false, func() {})
	o.asksNobody(s)
	s.Kinds(tellsWhy, o.err, os.ErrDeadlineExceeded)
}

func tooLateToSpeak(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Given("conn's write deadline has passed", "conn 的写截止时间已过")
	_ = conn.SetWriteDeadline(longAgo)
	s.Then("the peer finishes", "对端说完了")
	saysAll(peer, pieces)
	_ = peer.CloseWrite()
	o := sees(s, conn, func() []byte { return []byte(words + ".") }, false, func() {})
	o.asks(s, strings.Join(pieces, ""))
	s.Kinds(tellsWhy, o.err, os.ErrDeadlineExceeded)
}

func tornOff(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Then("the peer sends a RST", "对端发来 RST")
	o := sees(s, conn, func() []byte { return []byte(words) }, false, func() {
		saysAll(peer, pieces)
		Vanish(peer)
	})
	o.asksNobody(s)
	wasReset(s, o.err)
}

func goneMeanwhile(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Then("the peer finishes", "对端说完了")
	s.Then("while lastWords thinks, the peer sends a RST", "lastWords 还在想，对端发来 RST")
	saysAll(peer, pieces)
	_ = peer.CloseWrite()
	long := []byte(strings.Repeat(words+".", 1<<20/(len(words)+1))) // more than fits on the way
	o := sees(s, conn, func() []byte { Vanish(peer); return long }, false, func() {})
	o.asks(s, strings.Join(pieces, ""))
	wasReset(s, o.err)
}

func goneMidway(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	_, _ = conn.SetWriteBuffer(smallBuffer), peer.SetReadBuffer(smallBuffer)
	s.Then("the peer finishes", "对端说完了")
	s.Then("of a million last bytes it hears 5, and sends a RST", "最后的话有一百万个字节，它听到 5 个，就发来 RST")
	long := []byte(strings.Repeat(words+".", 1<<20/(len(words)+1)))
	o := sees(s, conn, func() []byte { return long }, false, func() {
		saysAll(peer, pieces)
		_ = peer.CloseWrite()
		Hear(peer, 5)
		Vanish(peer)
	})
	o.asks(s, strings.Join(pieces, ""))
	wasReset(s, o.err)
}

func closedWhileHearing(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Then("conn is closed on your side, by somebody else", "你这一边的 conn 被别人关闭了")
	o := sees(s, conn, func() []byte { return []byte(words) }, false, func() {
		saysAll(peer, pieces)
		_ = conn.Close()
	})
	o.asksNobody(s)
	s.Kinds(tellsWhy, o.err, net.ErrClosed)
}

func closedMeanwhile(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	s.Then("the peer finishes", "对端说完了")
	s.Then("while lastWords thinks, conn is closed on your side", "lastWords 还在想，你这一边的 conn 被关闭了")
	saysAll(peer, pieces)
	_ = peer.CloseWrite()
	o := sees(s, conn, func() []byte { _ = conn.Close(); return []byte(words + ".") }, false, func() {})
	o.asks(s, strings.Join(pieces, ""))
	s.Kinds(tellsWhy, o.err, net.ErrClosed)
}

func panics(s *scene.Stage, conn, peer *net.TCPConn, pieces []string, words string) {
	var thrown any = words
	if len(words)%2 == 0 {
		thrown = errors.New(words)
	}
	s.Then("the peer finishes", "对端说完了")
	s.Then("lastWords panics", "lastWords 发生 panic")
	saysAll(peer, pieces)
	_ = peer.CloseWrite()
	o := sees(s, conn, func() []byte { panic(thrown) }, true, func() {})
	o.asks(s, strings.Join(pieces, ""))
	s.Check(o.panicked == thrown, panicGoesOn, fmt.Sprintf("panic: %v", thrown), panicked(o.panicked))
}

// panicked is a panic that came out of SeeOff, if any did.
func panicked(value any) string {
	if value == nil {
		return In("no panic", "没有 panic")
	}
	return fmt.Sprintf("panic: %v", value)
}

var panicGoesOn = In(
	"a panic of lastWords is its caller's affair: close conn (defer does it) and let the panic go on; do not "+
		"recover it",
	"lastWords 的 panic 是调用者的事：关闭 conn（用 defer 就行），让 panic 继续传上去；不要把它 recover 掉")

// alike is an error that answers errors.Is itself.
type alike struct{ reason error }

func (e *alike) Error() string        { return "odd" }
func (e *alike) Is(target error) bool { return errors.Is(e.reason, target) }

// outer is an error around another.
type outer struct{ reason error }

func (e *outer) Error() string { return "odd" }
func (e *outer) Unwrap() error { return e.reason }

// late is an error as a dialer or a resolver returns it: it says that it is a timeout.
type late struct{}

func (late) Error() string   { return "i/o timeout" }
func (late) Timeout() bool   { return true }
func (late) Temporary() bool { return true }

// reason is what can be at the bottom of an error, with what EndingOf is to make of it.
type reason struct {
	name string
	err  error
	want goodbye.Ending
}

// reads says how to tell such an error.
func (r reason) reads() string {
	if r.want == goodbye.Other {
		return In(
			"this is not one of the endings that the contract names, so it is Other: no error that merely resembles "+
				"one of them is, neither by its text, nor by its Timeout(), nor because the system numbers it as well",
			"约定里列出的结局都不是它，所以是 Other：光是像还不算，文字像、Timeout() 说是、同样是系统的错误号，都不算")
	}
	return In(
		"errors.Is finds the reason inside, however it is wrapped; ==, a type assertion or errors.Unwrap by hand see "+
			"only some of the ways",
		"不管怎样包装，errors.Is 都找得到里面的原因；用 ==、类型断言，或者自己一层层 errors.Unwrap，只看得穿其中几种")
}

func drawReason(d *scene.Dice) reason {
	return scene.One(d,
		reason{"io.EOF", io.EOF, goodbye.Finished},
		reason{"ECONNRESET", ConnectionReset, goodbye.Reset},
		reason{"EPIPE", syscall.EPIPE, goodbye.Reset},
		reason{"os.ErrDeadlineExceeded", os.ErrDeadlineExceeded, goodbye.Timeout},
		reason{"net.ErrClosed", net.ErrClosed, goodbye.LocalClose},
		reason{"nil", nil, goodbye.Finished},
		reason{"io.ErrUnexpectedEOF", io.ErrUnexpectedEOF, goodbye.Other},
		reason{"ETIMEDOUT", syscall.ETIMEDOUT, goodbye.Other},
		reason{"context.DeadlineExceeded", context.DeadlineExceeded, goodbye.Other},
		reason{"context.Canceled", context.Canceled, goodbye.Other},
		reason{"a net.Error whose Timeout is true", late{}, goodbye.Other},
		reason{"ECONNREFUSED", ConnectionRefused, goodbye.Other},
		reason{"ECONNABORTED", syscall.ECONNABORTED, goodbye.Other},
		reason{"EHOSTUNREACH", syscall.EHOSTUNREACH, goodbye.Other},
		reason{"ENETUNREACH", syscall.ENETUNREACH, goodbye.Other},
		reason{"ENOTCONN", syscall.ENOTCONN, goodbye.Other},
		reason{"ENOBUFS", syscall.ENOBUFS, goodbye.Other},
		reason{"EMFILE", syscall.EMFILE, goodbye.Other},
		reason{"EINVAL", syscall.EINVAL, goodbye.Other},
		reason{"io.ErrClosedPipe", io.ErrClosedPipe, goodbye.Other},
		reason{"io.ErrShortWrite", io.ErrShortWrite, goodbye.Other},
		reason{"io.ErrNoProgress", io.ErrNoProgress, goodbye.Other},
		reason{"os.ErrClosed", os.ErrClosed, goodbye.Other},
		reason{"fs.ErrNotExist", fs.ErrNotExist, goodbye.Other},
		reason{`errors.New("EOF")`, errors.New("EOF"), goodbye.Other},
		reason{`errors.New("connection reset by peer")`, errors.New("connection reset by peer"), goodbye.Other},
		reason{`errors.New("i/o timeout")`, errors.New("i/o timeout"), goodbye.Other},
		reason{`errors.New("use of closed network connection")`,
			errors.New("use of closed network connection"), goodbye.Other},
	)
}

// around wraps an error, once, and says how.
func around(d *scene.Dice, err error, name string) (string, error) {
	switch d.Below(8) {
	case 0:
		return "%w(" + name + ")", fmt.Errorf("goodbye: %w", err)
	case 1:
		op := scene.One(d, "read", "write", "close", "dial")
		return "net.OpError{" + op + ", " + name + "}", &net.OpError{Op: op, Net: "tcp", Err: err}
	case 2:
		return "os.SyscallError{" + name + "}", os.NewSyscallError("read", err)
	case 3:
		return "errors.Join(…, " + name + ")", errors.Join(errors.New("one"), err)
	case 4:
		return "errors.Join(" + name + ", …)", errors.Join(err, errors.New("two"))
	case 5:
		return In("a type of its own{", "自己的类型{") + name + "}", &outer{err}
	case 6:
		return In("a type with an Is method{", "带 Is 方法的类型{") + name + "}", &alike{err}
	}
	return "%w, %w(…, " + name + ")", fmt.Errorf("%w, %w", errors.New("one"), err)
}
