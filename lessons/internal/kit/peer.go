package kit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"
)

// Meanwhile takes a step of the spec's own while the student's function is at work, and
// returns what came of it. If the function panics first, the panic becomes the spec's at
// once. The step bounds itself by Patience.
func Meanwhile[T, R any](at *Running[T], step func() R) R {
	GinkgoHelper()
	done := make(chan R, 1)
	go func() { done <- step() }()
	select {
	case result := <-done:
		return result
	case <-at.Returned():
		at.Check()
		return <-done
	}
}

// Peer is the spec's own end of a real connection with a function of the student's that is
// at work. It is closed when the spec ends, and no step of it takes longer than Patience.
type Peer struct {
	*net.TCPConn
	half *Running[error]
}

// PeerOf is a peer at the given end of a connection.
func PeerOf(half *Running[error], end *net.TCPConn) *Peer { return &Peer{end, half} }

// Caller is a peer that has called addr, where half listens; the spec fails with orElse if
// that does not work.
func Caller(half *Running[error], addr net.Addr, orElse string) *Peer {
	GinkgoHelper()
	return metBy(half, orElse, func() (net.Conn, error) { return DialBounded(addr.String()) })
}

// Callee is a peer that was called by half at ln; the spec fails with orElse if nobody calls.
func Callee(half *Running[error], ln net.Listener, orElse string) *Peer {
	GinkgoHelper()
	return metBy(half, orElse, func() (net.Conn, error) { return acceptWithin(ln) })
}

func metBy(half *Running[error], orElse string, meet func() (net.Conn, error)) *Peer {
	GinkgoHelper()
	var conn net.Conn
	err := Meanwhile(half, func() (err error) { conn, err = meet(); return err })
	if err != nil {
		InVain()
		Fail(orElse)
	}
	DeferCleanup(func() { _ = conn.Close() })
	return PeerOf(half, conn.(*net.TCPConn))
}

// Say sends words, all of them. A line that is dead is noticed by what is asserted next.
func (p *Peer) Say(words string) { _, _ = io.WriteString(p, words) }

// Hear waits for n bytes and returns what has come: fewer when the line ends before, or
// falls silent for longer than Patience.
func (p *Peer) Hear(n int) string {
	GinkgoHelper()
	return Meanwhile(p.half, func() string {
		defer Bounded(p.SetReadDeadline)()
		heard := make([]byte, n)
		got, err := io.ReadFull(p, heard)
		noteTimeout(err)
		return string(heard[:got])
	})
}

// Finish says that this end has no more words: a FIN. The other direction stays open.
func (p *Peer) Finish() { Finish(p.TCPConn) }

// Vanish tears the connection down with a RST.
func (p *Peer) Vanish() { Vanish(p.TCPConn) }

// NarrowConn is a connection whose every Read brings a single byte. It remembers what the
// first Write carried, and can pretend to come from elsewhere. The student's code gets it from
// Lend.
type NarrowConn struct {
	net.Conn
	From net.Addr // the remote address; nil: the real one

	mu    sync.Mutex
	wrote bool
	first []byte
}

// Narrow makes conn narrow.
func Narrow(conn net.Conn) *NarrowConn { return &NarrowConn{Conn: conn} }

// Read reads at most one byte.
func (c *NarrowConn) Read(p []byte) (int, error) { return c.Conn.Read(p[:min(1, len(p))]) }

func (c *NarrowConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	if !c.wrote {
		c.wrote, c.first = true, bytes.Clone(p)
	}
	c.mu.Unlock()
	return c.Conn.Write(p)
}

// FirstWrite is what the first Write carried.
func (c *NarrowConn) FirstWrite() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.first)
}

// RemoteAddr is From, if that is set.
func (c *NarrowConn) RemoteAddr() net.Addr {
	if c.From != nil {
		return c.From
	}
	return c.Conn.RemoteAddr()
}

// CloseWrite ends this end's words with a FIN, as a *net.TCPConn's does.
func (c *NarrowConn) CloseWrite() error { return c.Conn.(interface{ CloseWrite() error }).CloseWrite() }

// Lines is what a function of the student's prints, kept Write by Write. The student's code gets
// it from LendWriter.
type Lines struct {
	mu     sync.Mutex
	writes []string
	on     map[string]func()
	more   chan struct{} // closed at the next Write
}

// On has do called, once, when text is printed: before the Write that brought it returns.
func (l *Lines) On(text string, do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.on == nil {
		l.on = map[string]func(){}
	}
	l.on[text] = do
}

func (l *Lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.writes = append(l.writes, string(p))
	all := strings.Join(l.writes, "")
	var now []func()
	for text, do := range l.on {
		if strings.Contains(all, text) {
			now = append(now, do)
			delete(l.on, text)
		}
	}
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	l.mu.Unlock()
	for _, do := range now {
		do()
	}
	return len(p), nil
}

// Writes is what was printed, one piece for each Write.
func (l *Lines) Writes() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.writes)
}

// String is everything that was printed.
func (l *Lines) String() string { return strings.Join(l.Writes(), "") }

// Line is the n-th line, from 1, without its end; "" if there is none.
func (l *Lines) Line(n int) string {
	if lines := lines(l.String()); n <= len(lines) {
		return strings.TrimSuffix(lines[n-1], "\n")
	}
	return ""
}

// Await waits until half has printed text; the spec fails with orElse if it does not.
func (l *Lines) Await(half *Running[error], text, orElse string) {
	GinkgoHelper()
	came := Meanwhile(half, func() bool {
		enough := Enough()
		for {
			l.mu.Lock()
			if strings.Contains(strings.Join(l.writes, ""), text) {
				l.mu.Unlock()
				return true
			}
			if l.more == nil {
				l.more = make(chan struct{})
			}
			more := l.more
			l.mu.Unlock()
			select {
			case <-more:
			case <-enough:
				InVain()
				return false
			}
		}
	})
	if !came {
		half.Check()
		Fail(orElse + "\n" + In("printed so far: ", "到现在为止打印了：") + fmt.Sprintf("%q", anyPort(l.String())))
	}
}

// HavePrinted succeeds if these lines were printed, in this order, and nothing else. The
// number of a port is given as PORT.
func HavePrinted(want ...string) types.GomegaMatcher {
	return &matcher[*Lines]{match: func(out *Lines) (bool, string) {
		got := lines(anyPort(out.String()))
		for i, line := range want {
			switch {
			case i == len(got):
				return false, fmt.Sprintf(In("line %d is missing: %s", "缺少第 %d 行：%s"), i+1, line)
			case got[i] != line+"\n":
				return false, fmt.Sprintf(In("line %d:", "第 %d 行："), i+1) + "\n" + difference([]byte(got[i]), []byte(line+"\n"))
			}
		}
		if len(got) > len(want) {
			return false, fmt.Sprintf(In("one line too many: %q", "多了一行：%q"), got[len(want)])
		}
		return true, ""
	}}
}

// BeWholeLines succeeds if every Write brought one line, with its end.
func BeWholeLines() types.GomegaMatcher {
	return &matcher[*Lines]{match: func(out *Lines) (bool, string) {
		for i, piece := range out.Writes() {
			if !strings.HasSuffix(piece, "\n") || strings.Count(piece, "\n") != 1 {
				return false, fmt.Sprintf(In("Write %d carried %q", "第 %d 次 Write 写的是 %q"), i+1, anyPort(piece))
			}
		}
		return true, ""
	}}
}

// lines cuts text after each line end.
func lines(text string) []string { return slices.Collect(strings.Lines(text)) }

var portInTuple = regexp.MustCompile(`(', )[0-9]+`)

func anyPort(text string) string { return portInTuple.ReplaceAllString(text, "${1}PORT") }

// HaveStoppedListening succeeds if the listener was closed. Nobody is asked to call it: in
// the meantime its port may belong to a stranger.
func HaveStoppedListening() types.GomegaMatcher {
	return &matcher[*net.TCPListener]{match: func(ln *net.TCPListener) (bool, string) {
		return errors.Is(ln.SetDeadline(time.Time{}), net.ErrClosed), ""
	}}
}
