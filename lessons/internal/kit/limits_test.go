package kit

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"handshake/internal/cputime"
)

func TestALimitStrikesWhenItsTimeHasPassedAndNotBefore(t *testing.T) {
	p := &pacer{limits: map[*limit]struct{}{}}
	struck := ""
	p.after(2*time.Second, func() { struck += "b" })
	p.after(time.Second, func() { struck += "a" })
	p.after(time.Second, func() { struck += "never" })()

	for _, step := range []struct {
		by   time.Duration
		want string
	}{{time.Second - 1, ""}, {1, "a"}, {time.Second - 1, "a"}, {time.Hour, "ab"}, {time.Hour, "ab"}} {
		if p.advance(step.by); struck != step.want {
			t.Errorf("after %v: %q, want %q", p.elapsed(), struck, step.want)
		}
	}
}

// TestThePaceIsWhatTheCheckerMeasures lets a checker tell of a process that waited for a
// processor all the time, and of one that idled.
func TestThePaceIsWhatTheCheckerMeasures(t *testing.T) {
	for name, c := range map[string]struct {
		usage cputime.Usage
		moves bool
	}{
		"it waited all the time": {cputime.Usage{Waited: time.Hour}, false},
		"it idled":               {cputime.Usage{}, true},
	} {
		p := &pacer{limits: map[*limit]struct{}{}}
		r, w := io.Pipe()
		followed := make(chan struct{})
		go func() { p.follow(bufio.NewReader(r)); close(followed) }()
		for range 3 {
			<-time.After(time.Millisecond)
			_, _ = io.WriteString(w, "no beat\n"+c.usage.String()+"\n")
		}
		_ = w.Close()
		<-followed
		if moved := p.elapsed() > 0; moved != c.moves {
			t.Errorf("%s: the clock of limits shows %v", name, p.elapsed())
		}
	}
}

func TestABoundedWaitEndsWithATimeoutAndLeavesNoDeadline(t *testing.T) {
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()

	release := Bounded(near.SetReadDeadline)
	_, err := near.Read(make([]byte, 1))
	release()
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a wait in vain ends with %v", err)
	}

	go func() { _, _ = io.WriteString(far, "x") }()
	if _, err := near.Read(make([]byte, 1)); err != nil {
		t.Errorf("after its release: %v", err)
	}
}

func TestSoonAsksUntilItIsSo(t *testing.T) {
	running.inVain.Store(false)
	asked := 0
	if !Soon(func() bool { asked++; return asked == 3 }) || asked != 3 || running.inVain.Load() {
		t.Errorf("asked %d times, in vain: %v", asked, running.inVain.Load())
	}
	if Soon(func() bool { return false }) || !running.inVain.Load() {
		t.Error("what never is, is so, or was not waited for in vain")
	}
}

func TestTheGoroutineThatPlaysTheSpecIsToldOfFirst(t *testing.T) {
	const other, spec = "goroutine 1 [running]:\nmain.main()",
		"goroutine 7 [select]:\ngithub.com/onsi/ginkgo/v2/internal.(*Suite).runNode.func3()"
	if got := specFirst(strings.Join([]string{other, spec, other}, "\n\n")); got != strings.Join([]string{
		spec, other, other,
	},
		"\n\n") {
		t.Errorf("got:\n%s", got)
	}
}
