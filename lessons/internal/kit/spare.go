package kit

import (
	"net"
	"runtime"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
)

// SparedConn is a net.Conn that does not let itself be pestered in virtual time: code that
// reads on and on though every Read fails at once would stop the clock for ever, so it has
// its goroutine ended. The student's code must therefore be run by Start. It gets the conn from
// Lend.
type SparedConn struct {
	net.Conn

	mu       sync.Mutex
	at       time.Time // when Read failed last
	failed   int       // failures at that moment
	pestered bool
}

// Spare is conn, protected.
func Spare(conn net.Conn) *SparedConn { return &SparedConn{Conn: conn} }

// mostAtOnce is how many Reads may fail in one and the same moment.
const mostAtOnce = 1000

func (c *SparedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n == 0 && err != nil && c.enough() {
		runtime.Goexit()
	}
	return n, err
}

// enough counts a failure, and reports whether there have been too many.
func (c *SparedConn) enough() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); !now.Equal(c.at) {
		c.at, c.failed = now, 0
	}
	c.failed++
	c.pestered = c.pestered || c.failed > mostAtOnce
	return c.pestered
}

// Acquit fails the spec if the connection was pestered. Call it before anything else is
// asked: a function whose goroutine was ended has returned nothing.
func (c *SparedConn) Acquit() {
	GinkgoHelper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pestered {
		Fail(In(
			"Read failed, and your code called it again at once, a thousand times: what has ended, or is past its deadline, stays so, and this loop never comes to an end; look at the error of every Read, and leave",
			"Read 失败后，你的代码马上又去调用，足有一千次：已经结束的，或者过了截止时间的，再读也还是一样，这个循环永远没有尽头；每次 Read 都要看错误，该离开就离开"))
	}
}
