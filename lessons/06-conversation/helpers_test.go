package conversation_test

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/onsi/gomega/types"

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
				return false, fmt.Sprintf(In("line %d:", "第 %d 行："), i+1) + "\n" + Difference([]byte(got[i]), []byte(line+"\n"))
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
