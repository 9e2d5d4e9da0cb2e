package kit

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http/httptrace"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/gleak"
	"github.com/onsi/gomega/types"
)

// StartInVirtualTime is Start in a bubble of testing/synctest with real sockets in it: its
// clock stands still while anybody in there works or waits for the network, and leaps to
// the next timer when all of them wait for time alone. So an hour of pauses costs nothing,
// and a moment is a moment on the slowest machine; but code that knows no pause stops the
// clock, and has to be given up on: wait for it outside, with Result. Whatever call waits
// for must be made in call: a channel or a context from outside stops the clock as well.
func StartInVirtualTime[T any](call func() T) *Running[T] {
	r := &Running[T]{returned: make(chan struct{})}
	working.Add(1)
	go func() {
		over := false
		runTest("virtual", func(t *testing.T) {
			// Goroutines that outlive call, or wait for nothing, make synctest panic. Of the
			// former the leak check tells; of the latter, that call never returns.
			defer func() { _ = recover() }()
			synctest.Test(t, func(*testing.T) {
				defer func() {
					if v := recover(); v != nil {
						r.panicked = &panicked{fmt.Sprint(v), string(debug.Stack())}
					}
					over = true
				}()
				r.result = call()
			})
		})
		if over {
			working.Add(-1)
			close(r.returned)
		}
	}()
	return r
}

// runTest is T.Run where T already means a type.
func runTest(name string, test func(*testing.T)) { T.Run(name, test) }

// Dials is what came of a student's attempts to connect. Every net.Dialer tells them to a
// trace in its context; a dial without that context goes unseen.
type Dials struct {
	mu       sync.Mutex
	began    time.Time
	refused  int
	hammered bool
	each     func(refused int)
}

// What a retry may cost: dialBurst attempts in a row, and from then on dialRate of them in
// a millisecond. The shortest pause that anybody would choose stays far below.
const (
	dialBurst = 100
	dialRate  = 10
	dialPause = 10 * time.Millisecond // forced upon whoever takes none
)

// Watch is a context like ctx in which dials are seen, counted from now on. An answer that
// knows no pause is given one, so that virtual time goes on and the call comes to its end.
func (d *Dials) Watch(ctx context.Context) context.Context {
	d.began = time.Now()
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) {
			if errors.Is(err, ConnectionRefused) && d.note() {
				<-time.After(dialPause)
			}
		},
	})
}

// note counts a refusal, and reports whether a pause has to be forced.
func (d *Dials) note() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refused++
	if d.each != nil {
		d.each(d.refused)
	}
	if d.refused > dialBurst+dialRate*int(time.Since(d.began)/time.Millisecond) {
		d.hammered = true
	}
	return d.hammered
}

// Refused is how many of the attempts were refused.
func (d *Dials) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// Hammered reports whether attempts followed each other without a pause.
func (d *Dials) Hammered() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hammered
}

// LateServer is a server that is not there yet: its address refuses, and belongs to nobody
// else, until it opens.
type LateServer struct {
	Dials
	held   *net.TCPConn // a connection whose local address is the server's
	addr   string
	opened sync.Once
	ln     net.Listener
	err    error
}

// NotYet is a server that will listen on loopback later in the spec.
func NotYet() *LateServer {
	GinkgoHelper()
	ln := Listening()
	// A port that was bound by name is nobody's source port: no dial can meet itself there.
	bound := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
	client, err := bound.Dial("tcp", ln.Addr().String())
	must(err)
	Accept(ln, "")
	must(ln.Close())
	s := &LateServer{held: client.(*net.TCPConn), addr: client.LocalAddr().String()}
	DeferCleanup(func() {
		s.opened.Do(func() { _ = s.held.Close() }) // or it never opens
		if s.ln != nil {
			_ = s.ln.Close()
		}
	})
	return s
}

// Addr is where the server will listen.
func (s *LateServer) Addr() string { return s.addr }

// Open lets the server listen.
func (s *LateServer) Open() {
	s.opened.Do(func() {
		_ = s.held.SetLinger(0) // a reset leaves nothing in TIME-WAIT: the port is free at once
		_ = s.held.Close()
		s.ln, s.err = net.Listen("tcp", s.addr)
	})
}

// OpenAfter lets the server listen when a dial with the returned context has been refused
// so many times, or when half a minute is over. Dials that go unseen, and may be a thousand in
// a second, are not waited for as long. It is for virtual time.
func (s *LateServer) OpenAfter(refusals int, ctx context.Context) context.Context {
	s.each = func(refused int) {
		if refused >= refusals {
			s.Open()
		}
	}
	time.AfterFunc(unseenOpens, func() {
		if s.Refused() == 0 {
			s.Open()
		}
	})
	time.AfterFunc(seenOpens, s.Open)
	return s.Watch(ctx)
}

// Not on the beat of any likely pause.
const (
	unseenOpens = 1537 * time.Millisecond
	seenOpens   = 30500 * time.Millisecond
)

// Listener is the server's listener, open by now. It is closed when the spec ends.
func (s *LateServer) Listener() net.Listener {
	GinkgoHelper()
	s.Open()
	must(s.err)
	return s.ln
}

// QuickRefusals skips the spec where the system itself takes its time over a refusal.
func QuickRefusals() {
	GinkgoHelper()
	if runtime.GOOS == "windows" {
		Skip(In("Windows tries three times, for two seconds, before it calls a connection refused",
			"Windows 要试三次、花两秒，才肯说连接被拒绝"))
	}
}

// BeTimeout succeeds if the error says that time was up, be it ctx's or a socket's.
func BeTimeout() types.GomegaMatcher {
	return askedWhich(func(err error) bool {
		var timeout net.Error
		return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
			errors.As(err, &timeout) && timeout.Timeout()
	})
}

// Settle waits until all of the student's goroutines wait for something, if they ever do:
// what they would not notice now, they never will. It is there to catch wrong
// answers every time; no right answer depends on it.
func Settle() {
	if virtual.Load() {
		synctest.Wait()
		return
	}
	enough := Enough()
	for {
		busy := slices.ContainsFunc(gleak.Goroutines(), func(g gleak.Goroutine) bool {
			return (strings.HasPrefix(g.State, "run") || strings.HasPrefix(g.State, "syscall")) && (runsStudents(g) || aboutTo(g))
		})
		if !busy {
			return
		}
		select {
		case <-enough:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// aboutTo reports whether a goroutine has been made by Start or, as the student's code does,
// by a WaitGroup, and may not have reached the student's code yet.
func aboutTo(g gleak.Goroutine) bool {
	return strings.Contains(g.CreatorFunction, "/internal/kit.Start[") || g.CreatorFunction == "sync.(*WaitGroup).Go"
}

// Ours reports whether this process holds addr, as a listener does: what can be reached
// there is the student's and no stranger's. Windows cannot tell, and says yes.
func Ours(addr string) bool {
	sockets := openSockets()
	return sockets == nil || sockets[addr]
}

// LetGo reports whether this process does not hold addr. Windows cannot tell, and says yes.
func LetGo(addr string) bool { return !openSockets()[addr] }
