package connect_test

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// startInVirtualTime is Start in a bubble of testing/synctest with real sockets in it: its
// clock stands still while anybody in there works or waits for the network, and leaps to
// the next timer when all of them wait for time alone. So an hour of pauses costs nothing,
// and a moment is a moment on the slowest machine; but code that knows no pause stops the
// clock, and has to be given up on: wait for it outside, with Result. Whatever call waits
// for must be made in call: a channel or a context from outside stops the clock as well.
func startInVirtualTime[R any](call func() R) *Running[R] {
	return StartIn(func(work func()) {
		T.Run("virtual", func(t *testing.T) {
			// Goroutines that outlive call, or wait for nothing, make synctest panic. Of the
			// former the leak check tells; of the latter, that call never returns.
			defer func() { _ = recover() }()
			synctest.Test(t, func(*testing.T) { work() })
		})
	}, call)
}

// dials is what came of a student's attempts to connect. Every net.Dialer tells them to a
// trace in its context; a dial without that context goes unseen.
type dials struct {
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
func (d *dials) Watch(ctx context.Context) context.Context {
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
func (d *dials) note() bool {
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
func (d *dials) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// Hammered reports whether attempts followed each other without a pause.
func (d *dials) Hammered() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hammered
}

// lateServer is a server that is not there yet: its address refuses, and belongs to nobody
// else, until it opens.
type lateServer struct {
	dials
	held   *net.TCPConn // a connection whose local address is the server's
	addr   string
	opened sync.Once
	ln     net.Listener
	err    error
}

// notYet is a server that will listen on loopback later in the spec.
func notYet() *lateServer {
	GinkgoHelper()
	s := &lateServer{held: Reserved()}
	s.addr = s.held.LocalAddr().String()
	DeferCleanup(func() {
		s.opened.Do(func() {}) // or it never opens
		if s.ln != nil {
			_ = s.ln.Close()
		}
	})
	return s
}

// Addr is where the server will listen.
func (s *lateServer) Addr() string { return s.addr }

// Open lets the server listen.
func (s *lateServer) Open() {
	s.opened.Do(func() {
		_ = s.held.SetLinger(0) // a reset leaves nothing in TIME-WAIT: the port is free at once
		_ = s.held.Close()
		s.ln, s.err = net.Listen("tcp", s.addr)
	})
}

// OpenAfter lets the server listen when a dial with the returned context has been refused
// so many times, or when half a minute is over. Dials that go unseen, and may be a thousand in
// a second, are not waited for as long. It is for virtual time.
func (s *lateServer) OpenAfter(refusals int, ctx context.Context) context.Context {
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
func (s *lateServer) Listener() net.Listener {
	GinkgoHelper()
	s.Open()
	Must(s.err)
	return s.ln
}

// beTimeout succeeds if the error says that time was up, be it ctx's or a socket's.
func beTimeout() types.GomegaMatcher {
	return BeErrorWhere(func(err error) bool {
		var timeout net.Error
		return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
			errors.As(err, &timeout) && timeout.Timeout()
	})
}
