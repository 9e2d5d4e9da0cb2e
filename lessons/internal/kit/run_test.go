package kit

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// Who ended a goroutine is told by who called runtime.Goexit: a spec that ends a loop of the
// student's has its own words for it.
func TestWhoeverEndsAGoroutine(t *testing.T) {
	const exit = "goroutine 7 [running]:\nkit.Start()\n\t/x/run.go:9 +0x1\nruntime.Goexit()\n" +
		"\t/go/src/runtime/panic.go:694 +0x5e\n"
	const student = "handshake/lessons/01-listen.Listen(...)\n\t/x/lessons/01-listen/server.go:4\n"
	for name, c := range map[string]struct {
		stack string
		want  bool
	}{
		"the student's code": {exit + student, true},
		"a spec": {exit + "handshake/lessons/internal/suite/12-shutdown.(*operator).dial(0x1)\n\t/x/s.go:1\n" + student,
			false},
		"a spec's own test": {exit + "handshake/lessons/12-shutdown_test.(*operator).dial(0x1)\n\t/x/s.go:1\n" +
			student,
			false},
		"the kit": {exit + "handshake/lessons/internal/kit.(*SparedConn).Read(0x1)\n\t/x/s.go:1\n" + student, false},
		"nobody":  {"goroutine 7 [running]:\n" + student, false},
	} {
		if got := leaves(c.stack); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	r := Start(func() int { runtime.Goexit(); return 1 })
	<-r.Returned()
	if r.panicked != nil {
		t.Errorf("what is none of the student's is taken for theirs: %+v", r.panicked)
	}
	if r := Start(func() int { return 1 }); r.Result("") != 1 {
		t.Error("a function that returns has no result")
	}
}

func TestAFunctionReturnsWhenItsWorkIsOverAndNotWithItsScene(t *testing.T) {
	elsewhere := func(work func()) {
		done := make(chan struct{})
		go func() { defer close(done); work() }()
		<-done
	}
	if r := StartIn(elsewhere, func() int { panic("help") }); !r.InTime() || r.panicked == nil ||
		r.panicked.value != "help" {
		t.Errorf("a panic in a scene is lost: %+v", r.panicked)
	}

	ended := make(chan struct{})
	never := StartIn(func(func()) { close(ended) }, func() int { return 1 })
	<-ended
	if never.HasReturned() {
		t.Error("work that was never done has returned")
	}
	working.Add(-1) // it is given up on
}

func TestAMessageIsBounded(t *testing.T) {
	for _, short := range []string{"", "x", strings.Repeat("x", mostSaid)} {
		if got := bounded(short); got != short {
			t.Errorf("%d bytes became %d", len(short), len(got))
		}
	}
	got := bounded(strings.Repeat("三次", 1<<20))
	if !utf8.ValidString(got) || len(got) > mostSaid+100 ||
		!strings.HasSuffix(got, "bytes more") && !strings.HasSuffix(got, "字节") {
		t.Errorf("%d bytes, ending in %q", len(got), got[len(got)-60:])
	}
}

func TestAtOnce(t *testing.T) {
	goOn := make(chan struct{})
	woken := Start(func() int { <-goOn; return 1 })
	close(goOn)
	if !woken.AtOnce() {
		t.Error("a function that was woken did not come back at once")
	}
	never := make(chan struct{})
	defer close(never)
	if asleep := Start(func() int { <-never; return 1 }); asleep.AtOnce() {
		t.Error("a function that sleeps on came back at once")
	}
}
