// Package kit is what the specs are written with. It is dot-imported beside Ginkgo and
// Gomega, gives every promise its name, its two languages and its time limit, turns each
// failure into words that a student can use, and sees to it that a spec leaves nothing
// behind. Students never call it. What a spec has at the other end of the student's
// connections is in package line, what it sees of packets in package trace.
package kit

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"handshake/internal/course"
)

// lang is the language of this run, chosen before the spec tree is built.
var lang = course.EnvLang(os.Getenv)

// Lang is the language of this run.
func Lang() course.Lang { return lang }

// said remembers both languages of every text, by the text that was chosen, so that a
// record can carry a title in both. Specs speak from several goroutines.
var said sync.Map

// In is a text in the language of the run. Both stand side by side at every call.
func In(en, zh string) string {
	t := course.Text{En: en, Zh: zh}
	chosen := t.In(lang)
	said.Store(chosen, t)
	return chosen
}

// Server and Client head the two halves of a lesson's specs.
var (
	Server = In("server", "服务端")
	Client = In("client", "客户端")
)

// Lesson labels a container of specs with its lesson's folder: "01-listen".
func Lesson(name string) Labels { return Label(name) }

// ID gives a spec its name forever, unique in its lesson, and its time limit. Where the
// checker listens, the limit is a better one: see teller.begin.
func ID(id string) []any {
	if judged {
		return []any{Label(id)}
	}
	return []any{Label(id), SpecTimeout(specLimit * patience), GracePeriod(graceLimit)}
}

// judged is set where the checker listens, from before the spec tree is built.
var judged = os.Getenv(course.EventsVar) != ""

const (
	specLimit  = time.Second
	waitLimit  = 500 * time.Millisecond
	graceLimit = 100 * time.Millisecond

	memoryLimit = 256 << 20 // bytes
	stackLimit  = 64 << 20  // bytes of one goroutine
)

// patience multiplies every limit but that for what is left behind. The checker begins with
// little and raises it to confirm that time ran out before blaming anybody; "go test" alone has
// one try. Windows takes two seconds to notice a refused connection, and the race detector its time.
var patience = func() time.Duration {
	p := time.Duration(2)
	if n, err := strconv.Atoi(os.Getenv(course.PatienceVar)); err == nil && n > 0 {
		p = time.Duration(n)
	}
	if runtime.GOOS == "windows" {
		p *= 4
	}
	return p * raceSlows
}()

// Patience is how long a spec waits for something that should happen at once, in the process's
// own time: see pacer. A right answer never makes it wait that long; it only bounds how long a
// wrong one is waited for.
func Patience() time.Duration { return waitLimit * patience }

// InVain says that a wait of the spec's ran out. Helpers that wait call it before they fail.
func InVain() { running.inVain.Store(true) }

// T is the testing.T that runs the specs, for testing/synctest.
var T *testing.T

// RunSpecsOf runs every spec in the binary as one Go test, and speaks for itself: to the
// checker in sealed events, to a person in the same words that the checker prints.
func RunSpecsOf(t *testing.T) {
	T = t
	// A collected connection closes itself. That would hide a leak now and then, so nothing
	// is collected unless memory is short.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(memoryLimit)
	// A function that calls itself without end shall say so before it has used up memory.
	debug.SetMaxStack(stackLimit)
	RegisterFailHandler(fail)
	tell := openTeller()
	tell.plan()
	// A preview forgets what stands outside of containers, so these come after it.
	ReportBeforeEach(tell.begin)
	ReportAfterEach(tell.end)
	BeforeEach(leaveNothing)
	JustAfterEach(func() {
		tell.cutShort(CurrentSpecReport())
		leaveNoGoroutine()
	})
	RunSpecs(t, suiteName)
	tell.close()
}

// suiteName is what Ginkgo calls the specs in its own reports.
const suiteName = "Handshake"
