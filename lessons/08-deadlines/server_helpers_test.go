package deadlines_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	deadlines "handshake/lessons/08-deadlines"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// The limits in these specs. Time is virtual: a pause of minutes costs nothing, and comes
// to the very second.
const (
	idle   = 30 * time.Second
	nearly = 27 * time.Second // 0.9 idle
	total  = 2 * time.Minute
	hour   = 61 * time.Minute
)

// How many scenes are played.
const (
	readScenes   = 200
	handleScenes = 200
)

// Peers that try one's patience, for five minutes, and then hang up.
var (
	silent   = Script{Ends: io.EOF, Pauses: 5 * time.Minute}
	dripping = Script{Says: InPieces("GET / HTTP/1", 1), Ends: io.EOF, Pauses: nearly}
)

// with plays a scene in virtual time, with a peer that follows the script.
func with(script Script, scene func(peer *ScriptedConn)) {
	GinkgoHelper()
	InVirtualTime(func() {
		peer := script.Conn()
		defer func() { _ = peer.Close() }()
		scene(peer)
	})
}

// reads has ReadIdle fill p: that it leaves nothing behind says nothing where it never began.
func reads() {
	GinkgoHelper()
	words := Speech(9)
	with(Script{Says: []string{string(words)}}, func(peer *ScriptedConn) {
		got := reading(peer, len(words))
		Expect(got.err).To(HaveGoneWell(), In(
			"the peer sent all that p has room for: nothing went wrong here",
			"对端发来的正好装满 p：这里没有什么出错"))
		Expect(got.p).To(ArriveWhole(words), In(
			"the peer has sent all that p has room for: p must hold it",
			"对端发来的正好装满 p：p 里就应当是它"))
	})
}

// deaf plays a scene in virtual time, on a connection whose peer neither reads nor writes,
// and hangs up after five minutes.
func deaf(scene func(conn net.Conn)) {
	GinkgoHelper()
	InVirtualTime(func() {
		conn, peer := net.Pipe()
		defer func() { _ = peer.Close() }()
		defer func() { _ = conn.Close() }()
		defer time.AfterFunc(5*time.Minute, func() { _ = peer.Close() }).Stop()
		scene(conn)
	})
}

// readTeller is a connection that tells when it is read for the first time.
type readTeller struct {
	net.Conn
	once    sync.Once
	reading chan struct{} // closed then
}

func (c *readTeller) Read(p []byte) (int, error) {
	c.once.Do(func() { close(c.reading) })
	return c.Conn.Read(p)
}

// filled is what came of a call of ReadIdle: of p, the bytes that are said to have come.
type filled struct {
	p    []byte
	n    int
	err  error
	took time.Duration
}

// reading calls ReadIdle for size bytes.
func reading(conn net.Conn, size int) filled {
	GinkgoHelper()
	return readingFor(conn, size, idle)
}

// readingFor calls ReadIdle for size bytes, with a limit.
func readingFor(conn net.Conn, size int, idle time.Duration) filled {
	GinkgoHelper()
	spared := spare(conn)
	work := Start(func() filled {
		p, began := make([]byte, size), time.Now()
		n, err := deadlines.ReadIdle(Lend(spared), p, idle)
		return filled{p[:min(max(n, 0), size)], n, err, time.Since(began)}
	})
	select {
	case <-work.Returned():
	case <-time.After(2 * hour):
	}
	got := work.Result(idleHangs)
	spared.acquit()
	return got
}

// handled is what came of a call of HandleWithin.
type handled struct {
	err      error
	panicked any
	took     time.Duration
}

// handling calls HandleWithin.
func handling(conn net.Conn, handler func(net.Conn) error) handled {
	GinkgoHelper()
	spared := spare(conn)
	work := Start(func() (got handled) {
		began := time.Now()
		defer func() {
			got.took = time.Since(began)
			if got.panicked = recover(); got.panicked != nil && got.panicked != error(errPanics) {
				panic(got.panicked)
			}
		}()
		got.err = deadlines.HandleWithin(Lend(spared), total, handler)
		return got
	})
	select {
	case <-work.Returned():
	case <-Enough():
		Fail(handleHangs)
	}
	spared.acquit()
	return work.Result("")
}

// saying is the next text that conn's peer says, for a reader who has all the time there is.
func saying(conn net.Conn) string {
	p := make([]byte, 100)
	n, _ := conn.Read(p)
	return string(p[:n])
}

// errHandler is what a handler fails with for reasons of its own.
var errHandler = errors.New(In("handler: no such page", "handler：没有这一页"))

// errPanics is what a handler panics with, in words for whoever lets it end the program.
var errPanics = errors.New(In(
	"handler panics here, on purpose: only who calls it in the goroutine of HandleWithin lets this through",
	"handler 在这里故意 panic：只有在 HandleWithin 自己的 goroutine 里调用它，才能让它照样往外传"))

// What is said of more than one of the server's specs.
var (
	idleHangs = In(
		"idle was over long ago, and ReadIdle still waits: Read knows no limit of its own, only the deadline that "+
			"was set for it beforehand; and when that has passed, the wait is over: do not begin it again",
		"idle 早就过了，ReadIdle 还在等：Read 自己没有时限，只认事先给它设好的截止时间；到点了，就不要再从头等起")
	handleHangs = In(
		"the peer has hung up or total is over, handler has nothing left to wait for, and HandleWithin has not "+
			"come back",
		"对端已经挂断，或者 total 已经到了，handler 没有什么可等的了，HandleWithin 却还没有返回")
	notATimeout = In(
		"the peer fell silent and time was up: the caller asks errors.Is(err, os.ErrDeadlineExceeded) and must "+
			"hear yes; Read's own error says so, returned itself or wrapped with %%w; if you close the connection "+
			"instead, the error is net.ErrClosed, and nobody can read on",
		"对端沉默，时间到了：调用者会用 errors.Is(err, os.ErrDeadlineExceeded) 来问，答案应当为“是”；Read 自己的错误就能回答，直接返回，或者用 %%w 包装；"+
			"要是靠关闭连接来结束，得到的是 net.ErrClosed，而且谁也没法接着读了")
	notFull = In(
		"some bytes came, and then nothing more: p is not full, and err is nil when it is, and then only; half of "+
			"what was asked for is no success",
		"来了一些字节，然后就没有了：p 没有填满，而只有填满了，err 才是 nil；要的东西只来了一半，不算成功")
	notTheEnd = In(
		"a timeout is not an end: io.EOF and io.ErrUnexpectedEOF say that the peer has finished, and this one may "+
			"well go on",
		"超时不是结尾：io.EOF 和 io.ErrUnexpectedEOF 说的是对端已经结束，而这个对端说不定还要说下去")
	notSilent = In(
		"it was not silence that ended this: an error that speaks of a timeout sends the caller in search of a "+
			"slow peer",
		"这次并不是因为沉默才结束的：错误里说超时，会让调用者白白去找一个慢吞吞的对端")
	totalOver = In(
		"total was over: the caller asks errors.Is(err, os.ErrDeadlineExceeded) and must hear yes; if you close the "+
			"connection instead, the error is net.ErrClosed, which says something else",
		"total 到了：调用者会用 errors.Is(err, os.ErrDeadlineExceeded) 来问，答案应当为“是”；如果是靠关闭连接来结束的，得到的是 net.ErrClosed，说的是另一回事")
	handlersOwn = In(
		"handler's own error is gone: return it, itself or wrapped with %%w, also beside another",
		"handler 自己的错误不见了：要返回它，原样或者用 %%w 包装，和别的错误放在一起也行")
	handlersLimit = In(
		"handler gave itself 30 seconds, far less than total: its own deadline is the earlier of the two, so it holds",
		"handler 给自己定了 30 秒，比 total 短得多：两个截止时间里它更早，应当按它的来")
	goesOnReading = In(
		"ReadIdle has come back, the peer spoke later, and somebody of yours still took the words: a goroutine that "+
			"waits in Read does not go away because nobody waits for it; only a deadline, or Close, ends a Read",
		"ReadIdle 已经返回，对端后来才说话，却还有你的人把话取走：停在 Read 里的 goroutine，不会因为没人等它就消失；能让 Read 结束的只有截止时间，或者关闭连接")
	writeIsNotYours = In(
		"the caller's write deadline is not what it was, ReadIdle has set or cleared it along with its own: "+
			"SetDeadline is for both directions, SetReadDeadline for reading alone",
		"调用者的写截止时间变了样，ReadIdle 设置或者清除自己的那个时，把它也一起动了：SetDeadline 管两个方向，SetReadDeadline 只管读")
	hushedUp = In(
		"handler panicked, and HandleWithin returned as if nothing had happened: a mistake in a program "+
			"must not be hushed up; clear the deadline with defer, and recover nothing",
		"handler panic 了，HandleWithin 却若无其事地返回：程序里的错误不能捂住；用 defer 清除截止时间，不要 recover")
	neverCalled = In(
		"handler was not called, or not with a connection that stands for conn",
		"handler 没有被调用，或者交给它的连接代表不了 conn")
	nothingLeft = In(
		"HandleWithin has returned, its caller uses the connection on, and the old deadline strikes: clear both "+
			"directions with SetDeadline(time.Time{}), on every way out, in a defer, and on conn itself, since your "+
			"wrapper turns none into the end of total",
		"HandleWithin 已经返回，调用者接着用这条连接，旧的截止时间却发作了：每一条出路都要用 SetDeadline(time.Time{}) 把两个方向都清除，"+
			"写在 defer 里，而且要在 conn 本身上清除：在包装上清除，又会变成 total 的终点")
)

// blink is how much later than exactly a right answer may be in virtual time: it may look at
// the clock in small steps.
const blink = 10 * time.Millisecond

// last succeeds if something took so long in virtual time: no less, and no more but a blink.
func last(want time.Duration) types.GomegaMatcher {
	return Matcher(func(got time.Duration) (bool, string) {
		return want <= got && got < want+blink,
			fmt.Sprintf(In("it took %v, and should take %v", "用了 %v，应当是 %v"), got, want)
	})
}

// sparedConn is a net.Conn that does not let itself be pestered in virtual time: code that
// reads on and on though every Read fails at once would stop the clock forever, so it has
// its goroutine ended. The student's code must therefore be run by Start. It gets the conn from
// Lend.
type sparedConn struct {
	net.Conn

	mu       sync.Mutex
	at       time.Time // when Read failed last
	failed   int       // failures at that moment
	pestered bool
}

// spare is conn, protected.
func spare(conn net.Conn) *sparedConn { return &sparedConn{Conn: conn} }

// mostAtOnce is how many Reads may fail in one and the same moment.
const mostAtOnce = 1000

func (c *sparedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n == 0 && err != nil && c.enough() {
		runtime.Goexit()
	}
	return n, err
}

// enough counts a failure, and reports whether there have been too many.
func (c *sparedConn) enough() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); !now.Equal(c.at) {
		c.at, c.failed = now, 0
	}
	c.failed++
	c.pestered = c.pestered || c.failed > mostAtOnce
	return c.pestered
}

// tooMuch reports whether the connection was pestered.
func (c *sparedConn) tooMuch() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pestered
}

// acquit fails the spec if the connection was pestered. Call it before anything else is
// asked: a function whose goroutine was ended has returned nothing.
func (c *sparedConn) acquit() {
	GinkgoHelper()
	if c.tooMuch() {
		Fail(pestered)
	}
}
