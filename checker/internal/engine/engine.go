// Package engine turns answers into verdicts.
//
// Build lays a set of answers over the trusted course and links all their lessons into one
// binary (build.go), within what the compiler may use (allowance.go). Whoever does not compile
// is left out, with the compiler's words in place of a verdict (blame.go, declared.go,
// explain.go).
//
// Judge runs the binary, lesson by lesson, until there is a verdict on each spec (judge.go). A
// process (process.go) sends its events over a private channel (events_*.go), and is ended when it
// is silent or deaf for too long in its own time (pace.go). Whatever ends it costs the spec in
// which it happened (crash.go): the others run in a new one; and whoever waited in vain gets more
// time, alone, before that is believed. Among the specs of answers that nobody trusts are
// canaries, which show whether something has had a hand in the verdicts (canary.go).
//
// A lesson may stand on others. One that does not keep its own promises is no ground for the next,
// which is then judged on the course's own answer, and says so (stand.go).
package engine

import (
	"context"
	"io"
	"iter"
	"os/exec"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Engine builds and runs answers against the specs of the course at Root. New makes one.
type Engine struct {
	Root string
	Work string // the folder of its temporary files
	// Progress hears what a long build is doing, and an empty text when it is done; nil if
	// nobody asks.
	Progress func(course.Text)
	Policy   Policy

	held io.Closer // the lock of Work
}

// Policy is how far answers are trusted. The zero Policy builds and runs them as they are.
type Policy struct {
	// Hermetic keeps what an answer means, and what building it takes, from depending on this
	// machine or weighing on it: no network and no settings of the user's while it is built, limits
	// for compiler and linker, no environment while it runs; and where it is killed from outside,
	// that is no verdict.
	Hermetic bool
	// Confine makes what starts the processes of one set of answers, which may share limits; nil
	// starts them as they are.
	Confine func() Start
	// Admit is asked about an answer that stands on others before it is built on just these, and
	// about those that it stands on and that nobody asks for; nil admits all. What it returns, if
	// anything, is the verdict, and the answer is not built.
	Admit func(context.Context, answer.Answer) (Refusal, error)
}

// Refusal is the verdict on an answer that is not built, in either language.
type Refusal func(course.Lang) Verdict

// Start starts a test program. What it returns is asked once the process has ended: which limit
// has ended it, if one has.
type Start func(*exec.Cmd) (ended func() Limit, err error)

// start makes what starts the processes of one set of answers.
func (p Policy) start() Start {
	if p.Confine != nil {
		return p.Confine()
	}
	return func(cmd *exec.Cmd) (func() Limit, error) {
		return func() Limit { return Limit{} }, cmd.Start()
	}
}

// ErrKilled is a hermetic program that was killed, and neither by the engine nor by a limit
// of its confinement, from within which nobody can do it: the machine is short of memory, or
// somebody has interfered. It says nothing of the answer.
var ErrKilled error = course.Fail(nil,
	"a test program was killed from outside, perhaps for want of memory: close what else is running and try again",
	"测试程序被外力杀掉了，可能是内存不够：关掉别的程序再试一次")

// goCommand is the go command for what is ours, or for answers as far as they are trusted.
func (e *Engine) goCommand(p Policy) toolchain.Go {
	g := toolchain.Go{Root: e.Root, Temp: e.Work, Hermetic: p.Hermetic}
	if p.Hermetic {
		g.Limits = toolLimits
	}
	return g
}

// Options say how answers are judged.
type Options struct {
	Lang course.Lang
	// Waiting hears that some specs ran out of time and are given more; nil if nobody asks.
	Waiting func()
	// Began hears of each spec that begins; nil if nobody asks.
	Began func(course.Record)
	// Only names the specs to be judged, by lesson; nil for all of them.
	Only map[string][]string
	// Seed is what the specs draw their random texts from; 0: another one for every process.
	Seed int64
	// Canaries has every process run some specs that show whether it was tampered with.
	Canaries bool
	// Env are further variables of the environment, "NAME=value".
	Env []string
	// Brief ends a lesson with the first spec that fails, and gives nobody more time: for whoever
	// asks no more than whether some spec does.
	Brief bool
	// Together runs all lessons in one process, one after the other, as long as none of them
	// ends it. That takes less of the processor, and more time.
	Together bool
}

// Verdict is what became of one lesson: a record for each spec, or a single one for the
// lesson when it could not be run at all.
type Verdict struct {
	Lesson  syllabus.Lesson
	Records []course.Record
	// Notes tell what the lesson was judged on, where that is not all of the student's own.
	Notes []course.Text
	// Rule is the rule that an answer breaks which was not admitted.
	Rule string
	// Printed is what the answer has printed, of its own accord or Go's testing for it.
	Printed string
}

// Passed reports whether nothing stands in the lesson's way.
func (v Verdict) Passed() bool {
	for _, r := range v.Records {
		if !r.Good() {
			return false
		}
	}
	return len(v.Records) > 0
}

// Judge runs every lesson of the binary, several at a time, and yields each lesson's verdict as
// soon as it and those before it are there, in the order of the course. It ends with the first
// error, which is nobody's verdict.
func (b *Binary) Judge(ctx context.Context, o Options) iter.Seq2[Verdict, error] {
	return func(yield func(Verdict, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		round, err := b.begin(ctx, o)
		if err != nil {
			stop()
			yield(Verdict{}, err)
			return
		}
		type judged struct {
			verdict Verdict
			err     error
		}
		results := make([]chan judged, len(b.answers))
		for i := range results {
			results[i] = make(chan judged, 1)
		}
		var feeding sync.WaitGroup
		feeding.Go(func() {
			var pool errgroup.Group
			pool.SetLimit(2 * runtime.GOMAXPROCS(0)) // specs wait as often as they work
			for i, a := range b.answers {
				pool.Go(func() error {
					v, err := round.settle(ctx, a)
					results[i] <- judged{v, err}
					return nil
				})
			}
			_ = pool.Wait()
		})
		defer feeding.Wait()
		defer stop()
		for _, result := range results {
			if r := <-result; !yield(r.verdict, r.err) || r.err != nil {
				return
			}
		}
	}
}
