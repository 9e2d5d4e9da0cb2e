package kit

import (
	"context"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/gleak"

	"handshake/internal/course"
)

// leaveNothing sees to it that the spec ends with nothing left: no goroutine that runs the
// student's code and no socket that was not there before. A spec that has failed already is
// not asked: it was cut short.
func leaveNothing() {
	tidy()
	before.goroutines, before.toClose = map[uint64]bool{}, nil
	ctx, end := context.WithCancel(context.Background())
	before.ctx = ctx
	for _, g := range gleak.Goroutines() {
		before.goroutines[g.ID] = true
	}
	sockets := Sockets()

	DeferCleanup(func() {
		end()
		if CurrentSpecReport().Failed() {
			return
		}
		failIfLeft(GoroutinesLeft)
		failIfLeft(func() string { return socketsLeft(sockets) })
	})
}

// before is what the running spec found when it began, and what CloseAfter was given since.
var before struct {
	goroutines map[uint64]bool // by number
	toClose    []func()
	ctx        context.Context // what the student's code gets for the spec's own
}

// CloseAfter has c closed as soon as the steps of the spec are over, before anybody looks for
// what is left: what the student's code has returned, or may wait for until its caller ends it.
func CloseAfter(c io.Closer) {
	closeOnce := sync.OnceFunc(func() { _ = c.Close() })
	before.toClose = append(before.toClose, closeOnce)
	DeferCleanup(closeOnce)
}

// leaveNoGoroutine looks for goroutines of the student's that are left when all of its
// functions have returned, before the kit closes anything of its own: what dies only because
// the other end goes away, was left behind.
func leaveNoGoroutine() {
	if CurrentSpecReport().Failed() || working.Load() > 0 {
		return
	}
	for _, closeIt := range before.toClose {
		closeIt()
	}
	failIfLeft(GoroutinesLeft)
}

// failIfLeft fails the spec with what is left, if it does not go away at once. That is no wait
// for the machine, and more patience would only let it die by itself.
func failIfLeft(left func() string) {
	enough := make(chan struct{})
	defer pace.after(waitLimit, func() { close(enough) })()
	for {
		what := left()
		if what == "" {
			return
		}
		select {
		case <-enough:
			running.leaked = true
			Fail(what)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// tidy collects garbage between two specs, where that hides no leak, if there is much of it.
func tidy() {
	var memory runtime.MemStats
	if runtime.ReadMemStats(&memory); memory.HeapAlloc > muchGarbage {
		runtime.GC()
	}
}

const muchGarbage = 32 << 20 // bytes

var studentCode = regexp.MustCompile(`handshake/lessons/` + course.LessonPattern + `\.`)

// students keeps the goroutines that run or were started by the student's code.
func students(all []gleak.Goroutine) []gleak.Goroutine {
	return slices.DeleteFunc(all, func(g gleak.Goroutine) bool { return !runsStudents(g) })
}

func runsStudents(g gleak.Goroutine) bool {
	return studentCode.MatchString(g.Backtrace) || studentCode.MatchString(g.CreatorFunction)
}

// GoroutinesLeft says which of the student's goroutines that began in the running spec are left,
// "" if there is none.
func GoroutinesLeft() string {
	var places []string
	left := 0
	for _, g := range students(gleak.Goroutines()) {
		if before.goroutines[g.ID] {
			continue
		}
		left++
		if place := course.PlaceIn(g.Backtrace); place != "" && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	if left == 0 {
		return ""
	}
	return In(
		"the work is done, but a goroutine of yours is still running: if you start a goroutine, make sure that it ends",
		"事情已经做完，你启动的 goroutine 却还在运行：谁启动 goroutine，谁就要负责让它结束") +
		"\n" + strings.Join(places, "\n")
}

// socketsLeft says which sockets were opened and not closed, "" if there is none.
func socketsLeft(before map[string]bool) string {
	left := SocketsSince(before)
	if len(left) == 0 {
		return ""
	}
	return In(
		"the work is done, but a socket that your code opened or was given is still open: close it on every way "+
			"out, errors included",
		"事情已经做完，你的代码打开的（或收下的）套接字却没有关：每一条出路都要关，出错时也一样") +
		"\n" + strings.Join(left, "\n")
}

// Ours reports whether this process holds addr, as a listener does: what can be reached
// there is the student's and no stranger's. Windows cannot tell, and says yes.
func Ours(addr string) bool {
	sockets := Sockets()
	return sockets == nil || sockets[addr]
}

// LetGo reports whether this process does not hold addr. Windows cannot tell, and says yes.
func LetGo(addr string) bool { return !Sockets()[addr] }

// Holds reports whether this process has a socket whose own address is own, or one that is
// connected to other. Windows cannot tell, and says no.
func Holds(own, other string) bool {
	for name := range Sockets() {
		here, there, _ := strings.Cut(name, " ⇄ ")
		if here == own || there == other {
			return true
		}
	}
	return false
}
