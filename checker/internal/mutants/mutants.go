// Package mutants asks whether the specs notice small changes. Of an answer that is right it makes
// every first-order change of its functions (edits.go): a condition that is negated, a statement
// that is dropped, a number that is one more. All of them are built into one program, which is one
// of them at a time (program.go). The specs have to convict each one, unless it stands in the
// lesson's list of those that are equal to the original, with the reason why (list.go).
package mutants

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Trial has the mutants of one answer judged.
type Trial struct {
	Engine *engine.Engine
	Lesson syllabus.Lesson
	Right  string // the folder of an unusual right answer; "" for the course's solution
	Most   int    // how many are judged, always the same ones; 0 for all
	Race   bool   // the race detector is available
	// Far hears how many of how many have been judged; nil if nobody asks.
	Far func(done, of int)
}

// All are all right answers to a lesson.
const All = 1000

// Trials are those of the solutions to some lessons, and of so many unusual right answers to each,
// with so many mutants of each of these at most (0 for all): always the same ones.
func Trials(e *engine.Engine, lessons []syllabus.Lesson, right, most int) (trials []Trial, err error) {
	for _, l := range lessons {
		names, err := Rights(e.Root, l)
		if err != nil {
			return nil, err
		}
		trials = append(trials, Trial{Engine: e, Lesson: l})
		chosen := lots(names, right)
		for _, name := range slices.DeleteFunc(names, func(name string) bool { return !chosen[name] }) {
			trials = append(trials, Trial{Engine: e, Lesson: l, Right: name, Most: most})
		}
	}
	return trials, nil
}

// Score is what became of an answer's mutants.
type Score struct {
	Made      int      // that were judged
	Convicted int      // by some spec
	Equal     int      // that are explained, and pass
	Survivors []Mutant // that pass, and nobody has said why
	Denied    []string // that the list explains, and a spec convicts
	Unknown   []string // that the list explains, and that are not made
	Invalid   int      // changes that do not compile
}

// Good reports whether every mutant is convicted or explained.
func (s Score) Good() bool { return len(s.Survivors)+len(s.Denied)+len(s.Unknown) == 0 }

// Add adds what became of others.
func (s *Score) Add(other Score) {
	s.Made += other.Made
	s.Convicted += other.Convicted
	s.Equal += other.Equal
	s.Invalid += other.Invalid
	s.Survivors = append(s.Survivors, other.Survivors...)
	s.Denied = append(s.Denied, other.Denied...)
	s.Unknown = append(s.Unknown, other.Unknown...)
}

// Judge makes the mutants of the answer and has each judged.
func (t Trial) Judge(ctx context.Context) (Score, error) {
	explained, err := read(t.Engine.Root, t.Lesson)
	if err != nil {
		return Score{}, err
	}
	p, err := t.program(ctx)
	if err != nil {
		return Score{}, err
	}
	asked, equal := sampled(p.mutants, t.Most), explained[t.Right]
	passed, err := t.judge(ctx, p, asked, equal)
	if err != nil {
		return Score{}, err
	}
	return p.score(asked, passed, equal), nil
}

// score is what became of those mutants of a program that were asked for.
func (p *program) score(asked []Mutant, passed map[int]bool, equal equal) Score {
	s := Score{Made: len(asked), Invalid: p.invalid}
	for _, id := range slices.Sorted(maps.Keys(equal)) {
		if !slices.ContainsFunc(p.mutants, func(m Mutant) bool { return m.ID == id }) {
			s.Unknown = append(s.Unknown, id)
		}
	}
	for _, m := range asked {
		switch {
		case passed[m.number] && equal[m.ID]:
			s.Equal++
		case passed[m.number]:
			s.Survivors = append(s.Survivors, m)
		default:
			s.Convicted++
			if equal[m.ID] {
				s.Denied = append(s.Denied, m.ID)
			}
		}
	}
	return s
}

// program makes the program of the answer's mutants. Where a right answer leaves a file as the
// solution has it, there are no mutants of that file: the solution has them.
func (t Trial) program(ctx context.Context) (*program, error) {
	solution, err := answer.Reference(t.Engine.Root, t.Lesson)
	if err != nil {
		return nil, err
	}
	original, only := solution, func(string) bool { return true }
	if t.Right != "" {
		if original, err = solution.Over(filepath.Join(t.Engine.Root, filepath.FromSlash(t.Folder()))); err != nil {
			return nil, err
		}
		only = func(file string) bool { return !sameText(file, original, solution) }
	}
	known, err := importerFor(ctx, t.Engine.Root, original)
	if err != nil {
		return nil, err
	}
	return compose(original, known, only)
}

// sameText reports whether a file of two answers to one lesson is the same.
func sameText(file string, a, b answer.Answer) bool {
	i := slices.IndexFunc(a.Files, func(f answer.File) bool { return f.Name == file })
	return string(a.Files[i].Text) == string(b.Files[i].Text)
}

// lots are so many of some ids: always the same ones, for as long as they stay.
func lots(ids []string, most int) map[string]bool {
	drawn := map[string]string{}
	for _, id := range ids {
		sum := sha256.Sum256([]byte(id))
		drawn[id] = hex.EncodeToString(sum[:])
	}
	order := slices.SortedFunc(maps.Keys(drawn), func(a, b string) int { return cmp.Compare(drawn[a], drawn[b]) })
	chosen := map[string]bool{}
	for _, id := range order[:min(most, len(order))] {
		chosen[id] = true
	}
	return chosen
}

// sampled is so many of some mutants; 0 stands for all.
func sampled(mutants []Mutant, most int) []Mutant {
	if most == 0 {
		return mutants
	}
	var ids []string
	for _, m := range mutants {
		ids = append(ids, m.ID)
	}
	chosen := lots(ids, most)
	return slices.DeleteFunc(slices.Clone(mutants), func(m Mutant) bool { return !chosen[m.ID] })
}

// importerFor knows the packages that an answer imports.
func importerFor(ctx context.Context, root string, a answer.Answer) (types.Importer, error) {
	paths := []string{"errors", "os", "strconv"} // of the program itself
	for _, f := range a.Files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, i := range parsed.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return toolchain.Go{Root: root}.Importer(ctx, slices.Compact(paths)...)
}

// judge has mutants of the program judged, and returns the numbers of those that pass: what passes
// without the race detector has to face it, where the lesson has students' answers do so.
func (t Trial) judge(ctx context.Context, p *program, asked []Mutant, equal equal) (map[int]bool, error) {
	passed, err := t.pass(ctx, p, asked, equal, false)
	if err != nil || !t.Race || !t.Lesson.Race || len(passed) == 0 {
		return passed, err
	}
	left := slices.DeleteFunc(slices.Clone(asked), func(m Mutant) bool { return !passed[m.number] })
	return t.pass(ctx, p, left, equal, true)
}

// pass finds those of some mutants that pass.
func (t Trial) pass(
	ctx context.Context, p *program, asked []Mutant, equal equal, race bool,
) (map[int]bool, error) {
	bin, err := t.Engine.Build(ctx, answer.Set{p.answer}, race)
	if err != nil {
		return nil, err
	}
	defer bin.Close()
	original, err := run(ctx, bin, 0, false)
	if err != nil {
		return nil, err
	}
	if r, fails := firstFailure(original); fails {
		return nil, course.Fail(nil,
			"the program of all mutants of %s does not keep a promise that its original keeps: %s: %s",
			"由 %s 的全部变异体合成的程序，没有做到原来的答案做到的事：%s：%s", t.Name(), r.Name(), r.Message)
	}
	var mu sync.Mutex
	passed := map[int]bool{}
	done := 0
	working, ctx := errgroup.WithContext(ctx)
	working.SetLimit(4 * runtime.GOMAXPROCS(0)) // many only wait until their time is over
	for _, m := range asked {
		working.Go(func() error {
			v, err := run(ctx, bin, m.number, true)
			if r, fails := firstFailure(v); err == nil && fails && (equal[m.ID] || r.Status == course.Infrastructure) {
				v, err = run(ctx, bin, m.number, false) // perhaps it was the machine's fault
			}
			mu.Lock()
			defer mu.Unlock()
			done++
			if t.Far != nil {
				t.Far(done, len(asked))
			}
			if err == nil && v.Passed() {
				passed[m.number] = true
			}
			return err
		})
	}
	return passed, working.Wait()
}

// Folder is where the answer lies, from the root of the course.
func (t Trial) Folder() string {
	if t.Right == "" {
		return syllabus.Solutions + "/" + t.Lesson.Name
	}
	return syllabus.Solutions + "/" + t.Lesson.Name + "/testdata/right/" + t.Right
}

// Name is the answer's name: "07-framing", "07-framing right/with-bufio".
func (t Trial) Name() string {
	if t.Right == "" {
		return t.Lesson.Name
	}
	return t.Lesson.Name + " right/" + t.Right
}

// seed is what the specs draw from: what survives shall do so every time.
const seed = 1

// run is the verdict on one mutant of a program; the first failure is enough where it is brief.
func run(ctx context.Context, bin *engine.Binary, number int, brief bool) (engine.Verdict, error) {
	o := engine.Options{
		Lang: course.English, Brief: brief, Seed: seed, Env: []string{fmt.Sprintf("%s=%d", Variable, number)},
	}
	for v, err := range bin.Judge(ctx, o) {
		return v, err
	}
	return engine.Verdict{}, ctx.Err()
}

func firstFailure(v engine.Verdict) (course.Record, bool) {
	i := slices.IndexFunc(v.Records, func(r course.Record) bool { return !r.Good() })
	if i < 0 {
		return course.Record{}, false
	}
	return v.Records[i], true
}
