package kit

import (
	"regexp"
	"runtime"
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/gleak"

	"handshake/internal/course"
)

// leaveNothing sees to it that the spec ends with nothing left: no goroutine that runs the
// student's code and no socket that was not there before. A spec that has failed already is
// not asked: it was cut short.
func leaveNothing() {
	tidy()
	goroutines, sockets := gleak.Goroutines(), openSockets()

	DeferCleanup(func() {
		if CurrentSpecReport().Failed() {
			return
		}
		Eventually(func() []gleak.Goroutine { return students(gleak.Goroutines()) }).
			ShouldNot(leakBeyond(goroutines))
		Eventually(func() []string { return opened(sockets) }).
			Should(beClosed())
	})
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

func leakBeyond(before []gleak.Goroutine) *matcher[[]gleak.Goroutine] {
	leaked := gleak.HaveLeaked(before)
	return &matcher[[]gleak.Goroutine]{match: func(now []gleak.Goroutine) (bool, string) {
		if found, err := leaked.Match(now); err != nil || !found {
			return false, ""
		}
		var places []string
		for _, g := range now {
			if place := course.PlaceIn(g.Backtrace); place != "" {
				places = append(places, place)
			}
		}
		return true, In(
			"the work is done, but a goroutine of yours is still running: who starts a goroutine must see to its end",
			"事情已经做完，你启动的 goroutine 却还在运行：谁启动 goroutine，谁就要负责让它结束") +
			"\n" + strings.Join(places, "\n")
	}}
}

func beClosed() *matcher[[]string] {
	return &matcher[[]string]{match: func(left []string) (bool, string) {
		return len(left) == 0, In(
			"the work is done, but a socket that your code opened or was given is still open: close it on every way out, errors included",
			"事情已经做完，你的代码打开的（或收下的）套接字却没有关：每一条出路都要关，出错时也一样") +
			"\n" + strings.Join(left, "\n")
	}}
}
