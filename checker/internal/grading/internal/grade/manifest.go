package grade

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/atomic"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// unsound is a machine, or a checkout, on which not even the solutions get full marks.
func unsound(r course.Record) error {
	return course.Fail(nil,
		"nobody is marked here: the solution does not pass %s (%s); `make verify` tells more",
		"这台机器上谁也不评：参考答案没有通过 %s（%s）；`make verify` 会说明详情", r.Name(), r.Status)
}

// Survey is the manifest without what only a run can tell: titles, and which specs are
// skipped.
func Survey(
	ctx context.Context, root string, lessons []syllabus.Lesson, race, sandboxed bool,
) (m class.Manifest, err error) {
	m.Race, m.Sandboxed = race, sandboxed
	if m.Reweighed, err = Reweighed(root, lessons); err != nil {
		return m, err
	}
	if m.Go, err = toolchain.Version(ctx); err != nil {
		return m, err
	}
	m.Grader, err = fingerprint(root, lessons)
	return m, err
}

// Seed is where the specs of everybody in a class draw their random texts from: the same
// number on every machine that grades a part of it.
func Seed(m class.Manifest, students []string) int64 {
	h := fnv.New64a()
	fmt.Fprint(h, m.Grader, students)
	return 1 + int64(h.Sum64()>>24)
}

// DryRun judges the course's own solutions, as submissions are going to be judged, and
// completes the manifest with what it has seen. Where a solution does not get full marks,
// nobody is to be judged. Began hears of each spec that begins.
func DryRun(
	ctx context.Context, e *engine.Engine, lessons []syllabus.Lesson, lang course.Lang, seed int64,
	m class.Manifest, began func(course.Record),
) (class.Manifest, error) {
	var unfit error
	how := judging(lang, seed)
	how.Began = began
	for v, err := range judgeSolutions(ctx, e, lessons, m.Race, how) {
		if err != nil {
			return m, errors.Join(err, unfit)
		}
		l := class.Lesson{Name: v.Lesson.Name, Title: v.Lesson.Title, Files: v.Lesson.Files}
		for _, r := range v.Records {
			spec, known := v.Lesson.Spec(r.Spec)
			if !r.Good() || !known {
				unfit = errors.Join(unfit, unsound(r))
				continue
			}
			s := class.Spec{ID: r.Spec, Title: r.Title, Weight: spec.Weight}
			if r.Status == course.Skipped {
				s.Weight, s.Skipped = 0, r.Message
			}
			l.Specs = append(l.Specs, s)
		}
		for _, s := range v.Lesson.Specs {
			if !slices.ContainsFunc(v.Records, func(r course.Record) bool { return r.Spec == s.ID || r.Spec == "" }) {
				unfit = errors.Join(unfit, unsound(course.Record{Lesson: l.Name, Spec: s.ID, Status: course.NotRun}))
			}
		}
		m.Lessons = append(m.Lessons, l)
	}
	return m, unfit
}

// judgeSolutions judges the course's own solutions. Where the verdicts were tampered with, it ends
// with an error.
func judgeSolutions(
	ctx context.Context, e *engine.Engine, lessons []syllabus.Lesson, race bool, o engine.Options,
) iter.Seq2[engine.Verdict, error] {
	return func(yield func(engine.Verdict, error) bool) {
		answers, err := answer.ReadAll(e.Root, lessons, filepath.Join(e.Root, syllabus.Solutions))
		if err != nil {
			yield(engine.Verdict{}, err)
			return
		}
		bin, err := e.Build(ctx, answers, race)
		if err != nil {
			yield(engine.Verdict{}, err)
			return
		}
		defer bin.Close()
		for v, err := range bin.Judge(ctx, o) {
			if !yield(v, err) || err != nil {
				return
			}
		}
		if bin.Tampered() {
			yield(engine.Verdict{}, unsound(course.Record{Lesson: lessons[0].Name, Status: course.Tampered}))
		}
	}
}

// fingerprint is a hash of everything in the trusted tree that a verdict depends on: specs,
// kit, checker and modules, but not the student's own files.
func fingerprint(root string, lessons []syllabus.Lesson) (string, error) {
	own := map[string]bool{}
	for _, l := range syllabus.WithBase(lessons) {
		for _, f := range l.Files {
			own[filepath.Join(syllabus.Dir, l.Name, f)] = true
		}
	}
	h := sha256.New()
	for _, top := range []string{"go.mod", "go.sum", "checker", "internal", syllabus.Dir, "tcp", "wire"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			name, _ := filepath.Rel(root, path)
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return filepath.SkipDir
			case !d.Type().IsRegular() || own[name] ||
				!slices.Contains([]string{".go", ".toml", ".mod", ".sum"}, filepath.Ext(name)):
				return nil
			}
			text, err := os.ReadFile(path)
			fmt.Fprintf(h, "%s %d\n%s", filepath.ToSlash(name), len(text), text)
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// Plan is what a folder of results was made for. It is written once, before anything else.
type Plan struct {
	class.Manifest
	Seed   int64    `json:"seed"`   // of the specs' random texts: the same for everybody
	Shard  int      `json:"shard"`  // which part of the class is graded here, from 1
	Shards int      `json:"shards"` // of how many
	Class  []string `json:"class"`  // every student of the whole class
	Host   string   `json:"host"`   // the machine on which the solutions have passed
	// Absent are those of the class who have handed in nothing.
	Absent []string `json:"absent,omitempty"`
	// Roster is what the teacher has told of the class.
	Roster []roster.Student `json:"roster,omitempty"`
	// Strays are files among the submissions that belong to nobody, and why.
	Strays []course.Text `json:"strays,omitempty"`
}

// Holds reports whether the solutions have passed by this plan on the same machine, with the
// same course, toolchain and lessons as now.
func (p Plan) Holds(now Plan, lessons []syllabus.Lesson) bool {
	return p.Host == now.Host && p.Grader == now.Grader && p.Go == now.Go &&
		p.Race == now.Race && p.Sandboxed == now.Sandboxed &&
		slices.EqualFunc(p.Lessons, lessons, func(a class.Lesson, b syllabus.Lesson) bool { return a.Name == b.Name })
}

// PlanFile is the plan's name in the folder of results.
const PlanFile = "grade.json"

// ReadPlan reads the plan in dir; it satisfies fs.ErrNotExist if there is none.
func ReadPlan(dir string) (p Plan, err error) {
	text, err := os.ReadFile(filepath.Join(dir, PlanFile))
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, damaged(err, filepath.Join(dir, PlanFile), 1)
	}
	return p, nil
}

// WritePlan writes the plan in dir, wholly or not at all.
func WritePlan(dir string, p Plan) error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	return atomic.Write(filepath.Join(dir, PlanFile), 0o600, func(f *os.File) error {
		_, err := f.Write(append(text, '\n'))
		return errors.Join(err, f.Sync())
	})
}
