// Package mutants asks whether the specs notice small changes. Of an answer that is right it makes
// every first-order change of its functions (edits.go): a condition that is negated, a statement
// that is dropped, a number that is one more. All of them are built into one program, which is one
// of them at a time (program.go). The specs have to convict each one, unless it stands in the
// lesson's list of those that are equal to the original, with the reason why.
package mutants

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// ListFile is the list of equal mutants, in the folder of a lesson's solution.
const ListFile = "testdata/equivalent.toml"

// Score is what became of an answer's mutants.
type Score struct {
	Made      int
	Convicted int
	Invalid   int      // changes that do not compile
	Equal     int      // that are explained, and pass
	Survivors []Mutant // that pass, and nobody has said why
	Stale     []string // that the list explains, though there is none, or it is convicted
}

// Judge makes all mutants of the course's solution to a lesson and has each judged. How far it has
// come is told to far, in mutants of so many.
func Judge(ctx context.Context, e *engine.Engine, l syllabus.Lesson, far func(done, of int)) (Score, error) {
	original, err := answer.Reference(e.Root, l)
	if err != nil {
		return Score{}, err
	}
	explained, err := explanations(e.Root, l)
	if err != nil {
		return Score{}, err
	}
	known, err := importerFor(ctx, e.Root, original)
	if err != nil {
		return Score{}, err
	}
	p, err := compose(original, known)
	if err != nil {
		return Score{}, err
	}
	passed, err := p.judge(ctx, e, far)
	if err != nil {
		return Score{}, err
	}
	s := Score{Made: len(p.mutants), Invalid: p.invalid, Convicted: len(p.mutants) - len(passed)}
	for _, m := range passed {
		if _, is := explained[m.ID]; is {
			delete(explained, m.ID)
			s.Equal++
		} else {
			s.Survivors = append(s.Survivors, m)
		}
	}
	for id := range explained {
		s.Stale = append(s.Stale, id)
	}
	slices.Sort(s.Stale)
	return s, nil
}

// explanations are the reasons why mutants of a solution are equal to it, by their ids.
func explanations(root string, l syllabus.Lesson) (map[string]string, error) {
	file := filepath.Join(root, syllabus.Solutions, l.Name, filepath.FromSlash(ListFile))
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list struct {
		Equivalent []struct{ Mutant, Why string }
	}
	if err := toml.Unmarshal(text, &list); err != nil {
		return nil, course.Fail(err, "%s: %v", "%s：%v", file, err)
	}
	explained := map[string]string{}
	for _, one := range list.Equivalent {
		if one.Mutant == "" || one.Why == "" {
			return nil, course.Fail(nil,
				"%s: every entry has a mutant and says why it is equal",
				"%s：每一条都要写明 mutant，并用 why 说明它为什么等价", file)
		}
		explained[one.Mutant] = one.Why
	}
	return explained, nil
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

// judge has each mutant of the program judged, and returns those that pass, in order.
func (p *program) judge(ctx context.Context, e *engine.Engine, far func(done, of int)) ([]Mutant, error) {
	bin, err := e.Build(ctx, answer.Set{p.answer}, false)
	if err != nil {
		return nil, err
	}
	defer bin.Close()
	convicted := func(ctx context.Context, number int) (bool, error) {
		o := engine.Options{
			Lang: course.English, Brief: true, Env: []string{fmt.Sprintf("%s=%d", Variable, number)},
		}
		for v, err := range bin.Judge(ctx, o) {
			if err != nil {
				return false, err
			}
			failed := func(r course.Record) bool { return !r.Good() }
			if i := slices.IndexFunc(v.Records, failed); number == 0 && i >= 0 {
				return true, course.Fail(nil,
					"the program of all mutants of %s does not keep a promise that its original keeps: %s: %s",
					"由 %s 的全部变异体合成的程序，没有做到原来的答案做到的事：%s：%s",
					p.answer.Lesson.Name, v.Records[i].Name(), v.Records[i].Message)
			}
			return !v.Passed(), nil
		}
		return false, ctx.Err()
	}
	if _, err := convicted(ctx, 0); err != nil {
		return nil, err
	}
	var mu sync.Mutex
	var passed []Mutant
	done := 0
	working, ctx := errgroup.WithContext(ctx)
	working.SetLimit(4 * runtime.GOMAXPROCS(0)) // many only wait until their time is over
	for _, m := range p.mutants {
		working.Go(func() error {
			is, err := convicted(ctx, m.number)
			mu.Lock()
			defer mu.Unlock()
			done++
			far(done, len(p.mutants))
			if !is && err == nil {
				passed = append(passed, m)
			}
			return err
		})
	}
	err = working.Wait()
	slices.SortFunc(passed, func(a, b Mutant) int { return a.number - b.number })
	return passed, err
}
