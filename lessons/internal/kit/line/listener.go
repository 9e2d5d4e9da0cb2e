package line

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// ScriptedListener is a net.Listener that does as its steps say, one call of Accept after
// the other. After the last step Accept waits until the listener is closed; from then on it
// fails with net.ErrClosed, as a real one does. It may be used by many goroutines at once,
// and in virtual time.
//
// It does not let itself be pestered: code that asks again and again without a pause, or
// goes on asking a closed listener, has its goroutine ended, so that a spec is never kept
// busy forever. Complaint then says so. The student's code must therefore be run by Start. It
// gets the listener from LendListener.
type ScriptedListener struct {
	addr    net.Addr
	closed  chan struct{}
	closing sync.Once

	mu     sync.Mutex
	calls  []net.Conn // picked up from a real listener
	out    []string   // the addresses of the callers whom Accept has handed out
	met    int        // how many of them have been brought back
	steps  []Step
	taken  int       // Accept calls that the first of steps has answered
	begun  time.Time // when the first of steps answered its first call
	asked  int
	since  time.Time // the start of the second in which failures are counted
	failed int       // failures in that second
	deaf   int       // calls since the listener was closed
	wrong  complaint // the first, for good
	told   []Accepted
}

// Accepted is a call of Accept that is over.
type Accepted struct {
	Asked, Told time.Time // when it began and when it was over
	Conn        net.Conn
	Err         error
}

// Accepts are the calls of Accept that are over, in the order in which they were.
func (l *ScriptedListener) Accepts() []Accepted {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.told)
}

// Step is what a ScriptedListener does next: Calling, Failing, FailingFor or Asking.
type Step struct {
	conn  net.Conn
	err   error
	times int
	lasts time.Duration
	pause time.Duration // before conn
	ln    net.Listener
}

// Calling is a caller: one call of Accept returns conn.
func Calling(conn net.Conn) Step { return Step{conn: conn, times: 1} }

// CallingAfter is a caller who calls so long after Accept began to wait. It is meant for virtual
// time.
func CallingAfter(pause time.Duration, conn net.Conn) Step {
	return Step{conn: conn, times: 1, pause: pause}
}

// Failing is a listener in trouble: the next so many calls of Accept fail with err.
func Failing(err error, times int) Step { return Step{err: err, times: times} }

// FailingFor is trouble that lasts, however often Accept is called: every call fails with
// err until lasts has gone by since the first.
func FailingFor(err error, lasts time.Duration) Step { return Step{err: err, lasts: lasts} }

// Asking hands every further call of Accept on to ln, whose address is then the scripted
// listener's, and which is closed with it.
func Asking(ln net.Listener) Step { return Step{ln: ln} }

// Scripted is a listener that takes the steps in order. Close it before the spec, or the
// scene in virtual time, is over.
func Scripted(steps ...Step) *ScriptedListener {
	l := &ScriptedListener{addr: loopback(7), closed: make(chan struct{}), steps: steps}
	for _, s := range steps {
		if s.ln != nil {
			l.addr = s.ln.Addr()
		}
	}
	return l
}

// OnLine is a real loopback listener behind a ScriptedListener, so that it cannot be
// pestered. When the spec ends it is closed, and so is every connection that it has handed
// out: who leaves one open fails where a spec looks for that, not everywhere.
func OnLine() *ScriptedListener {
	GinkgoHelper()
	ln := Scripted(Asking(Listening()))
	DeferCleanup(func() {
		_ = ln.Close()
		ln.mu.Lock()
		defer ln.mu.Unlock()
		for _, conn := range ln.calls {
			_ = conn.Close()
		}
	})
	return ln
}

// Accept implements net.Listener.
func (l *ScriptedListener) Accept() (conn net.Conn, err error) {
	asked := time.Now()
	step := l.next()
	switch {
	case l.isClosed():
		err = l.closedError()
	case step.ln != nil:
		if conn, err = step.ln.Accept(); err == nil {
			l.mu.Lock()
			l.calls = append(l.calls, conn)
			l.mu.Unlock()
		}
	case step.conn != nil:
		if conn, err = step.conn, l.rest(step.pause); err != nil {
			_ = conn.Close()
		}
	case step.err != nil:
		err = step.err
	default:
		<-l.closed
		err = l.closedError()
	}
	l.mu.Lock()
	l.told = append(l.told, Accepted{asked, time.Now(), conn, err})
	if err == nil {
		l.out = append(l.out, conn.RemoteAddr().String())
	}
	l.mu.Unlock()
	if err != nil {
		l.bearWith()
		return nil, err
	}
	return conn, nil
}

// rest waits for so long, or until the listener is closed.
func (l *ScriptedListener) rest(pause time.Duration) error {
	if pause == 0 {
		return nil
	}
	select {
	case <-time.After(pause):
		return nil
	case <-l.closed:
		return l.closedError()
	}
}

// Open reports whether the listener has not been closed.
func (l *ScriptedListener) Open() bool { return !l.isClosed() }

// Met reports whether conn, which the student's code brings, is that of a caller whom Accept has
// handed out, and counts it: it is brought no more often than Accept has handed somebody out. By
// its address it is known even where the student's code has wrapped it.
func (l *ScriptedListener) Met(conn net.Conn) bool {
	if conn == nil {
		return false
	}
	addr := conn.RemoteAddr()
	if addr == nil {
		return false
	}
	caller := addr.String()
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.Contains(l.out, caller) || l.met == len(l.out) {
		return false
	}
	l.met++
	return true
}

// next counts the call and finds the step that answers it; the zero Step when there is none.
func (l *ScriptedListener) next() Step {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked++
	for len(l.steps) > 0 {
		step := l.steps[0]
		if l.taken == 0 {
			l.begun = time.Now()
		}
		if step.ln != nil || l.taken < step.times || time.Since(l.begun) < step.lasts {
			l.taken++
			return step
		}
		l.steps, l.taken = l.steps[1:], 0
	}
	return Step{}
}

const (
	// mostFailures is how often a listener in trouble may be asked within a second. Code that
	// waits for a millisecond between two calls stays below it.
	mostFailures = 2000
	// mostDeaf is how often a closed listener may be asked once it has said that it is closed.
	mostDeaf = 4
)

// bearWith counts a failure, and ends the goroutine that asks too often.
func (l *ScriptedListener) bearWith() {
	l.mu.Lock()
	if now := time.Now(); l.since.IsZero() || now.Sub(l.since) >= time.Second {
		l.since, l.failed = now, 0
	}
	l.failed++
	if l.isClosed() {
		l.deaf++
	}
	switch {
	case l.wrong != none:
	case l.deaf > mostDeaf:
		l.wrong = asksOn
	case l.failed > mostFailures:
		l.wrong = spins
	}
	enough := l.wrong != none
	l.mu.Unlock()
	if enough {
		runtime.Goexit()
	}
}

// complaint is a way to pester a listener.
type complaint int

const (
	none complaint = iota
	spins
	asksOn
)

// Complaint says how the listener was pestered, or "" if it was not. Ask it before anything
// else: a function whose goroutine was ended has returned nothing.
func (l *ScriptedListener) Complaint() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch l.wrong {
	case asksOn:
		return In(
			"Accept says that the listener is closed (net.ErrClosed), yet your code asks again and again: nobody "+
				"will ever call here any more, so leave the loop",
			"Accept 已经说了监听器关闭（net.ErrClosed），你的代码却还在一遍遍地问：这里再也不会有来电，应当离开循环")
	case spins:
		return fmt.Sprintf(In(
			"Accept failed, and your code called it again at once, more than %d times within a second: this is a "+
				"busy loop, it eats a whole processor and mends nothing; wait a little before you ask again",
			"Accept 失败后，你的代码马上又去调用，一秒之内超过 %d 次：这是空转，白白吃掉一个处理器，却什么也解决不了；再问之前先等一等"), mostFailures)
	}
	return ""
}

// Asked is how often Accept has been called.
func (l *ScriptedListener) Asked() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.asked
}

// Close implements net.Listener: whoever waits in Accept is woken, and callers who were not
// picked up are hung up on.
func (l *ScriptedListener) Close() error {
	err := l.closedError()
	l.closing.Do(func() {
		err = nil
		close(l.closed)
		l.mu.Lock()
		steps := l.steps
		if len(steps) > 0 && steps[0].conn != nil && l.taken > 0 {
			steps = steps[1:] // this caller was picked up
		}
		l.mu.Unlock()
		for _, step := range steps {
			if step.conn != nil {
				_ = step.conn.Close()
			}
			if step.ln != nil {
				_ = step.ln.Close()
			}
		}
	})
	return err
}

func (l *ScriptedListener) isClosed() bool {
	select {
	case <-l.closed:
		return true
	default:
		return false
	}
}

// Addr implements net.Listener.
func (l *ScriptedListener) Addr() net.Addr { return l.addr }

func (l *ScriptedListener) closedError() error { return l.acceptError(net.ErrClosed) }

func (l *ScriptedListener) acceptError(err error) error {
	return &net.OpError{Op: "accept", Net: l.addr.Network(), Addr: l.Addr(), Err: err}
}

// TooManyFiles is trouble that passes: another connection would be one descriptor too many.
func TooManyFiles() error { return AcceptError(syscall.EMFILE) }

// AcceptError is what a real listener's Accept returns when the system gives it the number:
// a *net.OpError around an *os.SyscallError.
func AcceptError(number syscall.Errno) error {
	return &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept", number)}
}
