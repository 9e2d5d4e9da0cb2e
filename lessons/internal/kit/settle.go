package kit

import (
	"runtime"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/gleak"
	"github.com/onsi/gomega/gleak/goroutine"
)

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
		if !slices.ContainsFunc(gleak.Goroutines(), busy) {
			return
		}
		select {
		case <-enough:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// busy reports whether a goroutine of the student's does something else than wait.
func busy(g gleak.Goroutine) bool {
	works := strings.HasPrefix(g.State, "run") || strings.HasPrefix(g.State, "syscall")
	return works && (runsStudents(g) || aboutTo(g))
}

// aboutTo reports whether a goroutine has been made by Start or, as the student's code does,
// by a WaitGroup, and may not have reached the student's code yet.
func aboutTo(g gleak.Goroutine) bool {
	return strings.Contains(g.CreatorFunction, "/internal/kit.StartIn[") || g.CreatorFunction == "sync.(*WaitGroup).Go"
}

// everybodyWaits reports whether no goroutine of the whole process has anything to do now: not only
// the student's code, but also what the standard library does for it, waits.
func everybodyWaits() bool {
	self := goroutine.Current().ID
	return !slices.ContainsFunc(gleak.Goroutines(), func(g gleak.Goroutine) bool {
		return g.ID != self && (strings.HasPrefix(g.State, "run") || busy(g))
	})
}

// InTurn has goroutines run one at a time until the spec ends: one that is started does not
// begin before the one that started it waits. So what happens now and then happens always.
func InTurn() {
	before := runtime.GOMAXPROCS(1)
	DeferCleanup(func() { runtime.GOMAXPROCS(before) })
}
