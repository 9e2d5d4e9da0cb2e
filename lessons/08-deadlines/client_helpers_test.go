package deadlines_test

import (
	"fmt"
	"net"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
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
// reads on and on though every Read fails at once would stop the clock for ever, so it has
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

// acquit fails the spec if the connection was pestered. Call it before anything else is
// asked: a function whose goroutine was ended has returned nothing.
func (c *sparedConn) acquit() {
	GinkgoHelper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pestered {
		Fail(In(
			"Read failed, and your code called it again at once, a thousand times: what has ended, or is past its deadline, stays so, and this loop never comes to an end; look at the error of every Read, and leave",
			"Read 失败后，你的代码马上又去调用，足有一千次：已经结束的，或者过了截止时间的，再读也还是一样，这个循环永远没有尽头；每次 Read 都要看错误，该离开就离开"))
	}
}

// deadlineContext is a context that tells this deadline. It does not end by it: End does that,
// later, as every context ends a little later than its deadline.
type deadlineContext struct {
	*WatchedContext
	deadline time.Time
	known    atomic.Bool
}

func withDeadline(deadline time.Time) *deadlineContext {
	return &deadlineContext{WatchedContext: Endless(), deadline: deadline}
}

// Deadline implements context.Context.
func (c *deadlineContext) Deadline() (time.Time, bool) {
	if askedByStudent() {
		c.known.Store(true)
	}
	return c.deadline, true
}

// askedByStudent reports whether the student's code has called Deadline, be it of a context
// derived from the one that is asked.
func askedByStudent() bool {
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasSuffix(frame.Function, ".Deadline") || !more {
			return strings.HasPrefix(frame.Function, "handshake/lessons/08-deadlines.")
		}
	}
}
