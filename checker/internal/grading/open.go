package grading

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/gate"
	"handshake/checker/internal/grading/internal/grade"
	"handshake/checker/internal/grading/internal/sandbox"
	"handshake/internal/course/syllabus"
)

// Refusal is a rule of grading that a file breaks.
type Refusal = gate.Refusal

// Preview opens the gate in the background, and returns what asks it what grading would refuse of
// an answer to one of the lessons. It is for warnings: where the gate cannot be asked, it refuses
// nothing.
func Preview(ctx context.Context, root string, lessons []syllabus.Lesson) func(answer.Answer) []Refusal {
	opened := make(chan *gate.Gate, 1)
	go func() {
		g, err := gate.New(ctx, root, lessons)
		if err != nil {
			g = nil
		}
		opened <- g
	}()
	ask := sync.OnceValue(func() *gate.Gate { return <-opened })
	return func(a answer.Answer) []Refusal {
		g := ask()
		if g == nil {
			return nil
		}
		found, err := g.Check(ctx, a)
		if err != nil {
			return nil
		}
		return found.Refusals
	}
}

// Missing is a layer of the sandbox that this machine does not have.
type Missing = sandbox.Missing

// Probe tries the sandbox, layer by layer, with dir for its files.
func Probe(ctx context.Context, dir string) []Missing { return sandbox.Probe(ctx, dir) }

// Plan is what a folder of results was made for.
type Plan = grade.Plan

// Lesson is one of a plan's.
type Lesson = class.Lesson

// Entry is what became of one submission.
type Entry = grade.Entry

// Result is an entry's verdict on one lesson.
type Result = class.Result

// The files that the results are kept in.
const (
	PlanFile    = grade.PlanFile
	JournalFile = grade.JournalFile
)

// Results are the plan in a folder of results, and all entries of its journal.
func Results(dir string) (p Plan, entries []Entry, err error) {
	if p, err = grade.ReadPlan(dir); err != nil {
		return p, nil, err
	}
	journal, err := os.ReadFile(filepath.Join(dir, JournalFile))
	if err != nil {
		return p, nil, err
	}
	for line := range bytes.Lines(journal) {
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return p, nil, err
		}
		entries = append(entries, e)
	}
	return p, entries, nil
}
