// Package grading is the door to the second product: it grades a class of strangers. Whoever
// comes for check passes by: nothing of what lies below internal/ can be imported from elsewhere.
//
// A submission is matched with a student of the roster and read within bounds; its answers pass
// the gate, are built and judged in the sandbox, and every verdict is kept in a journal before
// anybody is told. Reports are made from the journal alone.
package grading

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/grade"
	"handshake/checker/internal/grading/internal/report"
	"handshake/checker/internal/process"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Options are what a teacher can ask for: the flags of the commands grade and merge.
type Options struct {
	Out       string   // folder for the results
	Roster    string   // table of the class; "": the one beside the submissions, if there is one
	Overrides string   // table of points given by hand; "": the one in Out
	Times     string   // table of when each student handed in; "": the one beside the submissions
	Due       string   // time by which to hand in
	Late      int      // percent of the score taken off for each day begun after Due
	Formats   []string // of Formats
	Typed     func(flag string) bool

	// Of the command grade alone.
	Shard  string // "I/N", part I of N
	Jobs   int    // submissions at a time
	Again  bool   // judge even what has been judged before
	Unsafe bool   // without a sandbox

	shard, shards int
	deadline      *grade.Deadline // nil without Due
}

// Defaults are the options where nothing is asked for.
func Defaults() Options {
	return Options{Late: 10, Formats: []string{report.CSV, report.HTML}, Shard: "1/1", Jobs: jobs()}
}

// Formats are those that a report can have.
func Formats() []string { return slices.Clone(report.Formats) }

// jobs is how many submissions this machine can grade at a time: one for each processor, and for
// all the memory that one may use while it is built.
func jobs() int {
	if rooms := process.Memory() / engine.MostBuildMemory; rooms > 0 {
		return min(runtime.NumCPU(), int(rooms))
	}
	return runtime.NumCPU()
}

// Misuse is options that cannot be followed.
type Misuse struct{ course.Text }

func (m *Misuse) Error() string { return m.En }

func misuse(en, zh string, values ...any) error { return &Misuse{course.Say(en, zh, values...)} }

// Validate looks at what was asked for, before anything is read or written. The error is a
// *Misuse.
func (o *Options) Validate() error {
	if o.Out == "" {
		return misuse(
			"--out is missing: where shall the results go? (with make: OUT=marks)",
			"缺少 --out：结果放在哪里？（用 make 时写 OUT=marks）")
	}
	for _, f := range o.Formats {
		if !slices.Contains(report.Formats, f) {
			return misuse(
				"--format takes %s, not %s",
				"--format 只能是 %s，不能是 %s", course.Commas(report.Formats), f)
		}
	}
	if o.Overrides == "" {
		o.Overrides = filepath.Join(o.Out, grade.OverridesFile)
	}
	if err := o.validateLateness(); err != nil {
		return err
	}
	n, err := fmt.Sscanf(o.Shard+"\n", "%d/%d\n", &o.shard, &o.shards)
	if n != 2 || err != nil || o.shard < 1 || o.shard > o.shards {
		return misuse("--shard takes I/N, such as 2/4, not %s", "--shard 要写成 I/N，比如 2/4，不能是 %s", o.Shard)
	}
	return nil
}

func (o *Options) validateLateness() error {
	if !o.Typed("due") {
		for _, flag := range []string{"--times", "--late"} {
			if o.Typed(strings.TrimPrefix(flag, "--")) {
				return misuse(
					"%s needs --due: when was it to be handed in?",
					"%s 要和 --due 一起用：什么时候截止？", flag)
			}
		}
		return nil
	}
	due, ok := grade.ParseTime(o.Due)
	if !ok {
		return misuse(
			"--due takes a time such as 2026-10-01 23:59 or 2026-10-01T23:59:00+08:00, not %q",
			"--due 要写成 2026-10-01 23:59 或 2026-10-01T23:59:00+08:00 这样的时间，不能是 %q", o.Due)
	}
	if o.Late < 0 || o.Late > 100 {
		return misuse(
			"--late takes a percentage from 0 to 100, not %d",
			"--late 只能取 0 到 100 的百分数，不能是 %d", o.Late)
	}
	o.deadline = &grade.Deadline{Due: due, Percent: o.Late}
	return nil
}

// Course is what a class is graded by.
type Course struct {
	Engine  *engine.Engine
	All     []syllabus.Lesson // of the course
	Lessons []syllabus.Lesson // to be graded
}

// Screen is where a teacher reads how it goes.
type Screen struct {
	course.Printer
	Status   func(course.Text) // shows what is at work, in place of what was shown before
	Terminal bool              // somebody watches the status
}
