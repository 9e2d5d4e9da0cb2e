package gate

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course/syllabus"
)

// forbidden are the wrong answers whose very point is something that the gate refuses, with
// the rule.
var forbidden = map[string]string{
	"01-listen/wrong/ends-the-program": ruleMember,
}

// submitted is one answer to a lesson: the solution with the files of a folder laid over it.
type submitted struct {
	name string
	answer.Answer
}

// corpus is every stub, solution, wrong and right answer of the course.
func corpus(t testing.TB) (all []submitted) {
	t.Helper()
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lessons {
		solution, err := answer.Read(root, l, filepath.Join(root, "solutions"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, submitted{l.Name + "/stub", answer.Of(l, nil)}, submitted{l.Name + "/solution", solution})
		for _, kind := range []string{"wrong", "right"} {
			dirs, err := filepath.Glob(filepath.Join(root, "solutions", l.Name, "testdata", kind, "*"))
			if err != nil || len(dirs) == 0 {
				t.Fatalf("%s has no %s answers: %v", l.Name, kind, err)
			}
			for _, dir := range dirs {
				a, err := solution.Over(dir)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, submitted{l.Name + "/" + kind + "/" + filepath.Base(dir), a})
			}
		}
	}
	return all
}

func TestEveryAnswerOfTheCoursePasses(t *testing.T) {
	for _, a := range corpus(t) {
		t.Run(a.name, func(t *testing.T) {
			f := find(t, a.Lesson, a.Files...)
			if rule := forbidden[a.name]; rule != "" {
				if len(f.Refusals) != 1 || f.Refusals[0].Rule != rule {
					t.Errorf("got %+v, want a refusal by %s", f, rule)
				}
				return
			}
			passes(t, f)
		})
	}
}

// innocents are unusual right answers, each in the folder of one lesson, laid over the solution.
const innocents = root + "/checker/testdata/innocent"

func TestTheInnocentPass(t *testing.T) {
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, l := range lessons {
		dirs, err := filepath.Glob(filepath.Join(innocents, "*", syllabus.Dir, l.Name))
		if err != nil {
			t.Fatal(err)
		}
		solution, err := answer.Read(root, l, filepath.Join(root, "solutions"))
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range dirs {
			tried++
			t.Run(strings.TrimPrefix(dir, innocents), func(t *testing.T) {
				a, err := solution.Over(dir)
				if err != nil {
					t.Fatal(err)
				}
				if foreign(a.Files[0].Text) {
					t.Skip("sockets are no numbers here")
				}
				passes(t, find(t, l, a.Files...))
			})
		}
	}
	const fewest = 40
	if tried < fewest {
		t.Errorf("%d are tried, and there were %d", tried, fewest)
	}
}

func passes(t *testing.T, f Finding) {
	t.Helper()
	for _, r := range f.Refusals {
		t.Errorf("%s: %s: %s", r.Place, r.Rule, r.Why.En)
	}
	for _, line := range f.Broken {
		t.Error(line)
	}
}

// What the gate lets through must compile, and what the compiler takes must not be called
// broken: each is built as a package of its own, laid over the course.
func TestTheCompilerAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("builds some fifty packages")
	}
	folder, err := filepath.Abs(filepath.Join(root, syllabus.Dir, "internal", "gate-probe"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	lay := func(name string, text []byte) {
		real := filepath.Join(dir, fmt.Sprint(len(replace), ".go"))
		if err := os.WriteFile(real, text, 0o600); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(folder, name)] = real
	}
	for i, c := range allowed {
		if foreign([]byte(c.body)) {
			continue
		}
		lay(fmt.Sprintf("allowed%d/server.go", i), []byte(source(c.body)))
	}
	for i, a := range corpus(t) {
		if i%12 != 0 || forbidden[a.name] != "" {
			continue
		}
		for _, f := range a.Files {
			lay(fmt.Sprintf("answer%d/%s", i, f.Name), f.Text)
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		t.Fatal(err)
	}
	var packages []string
	for path := range replace {
		rel, err := filepath.Rel(folder, filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, "./"+syllabus.Dir+"/internal/gate-probe/"+rel)
	}
	slices.Sort(packages)
	args := append([]string{"build", "-overlay", overlay}, slices.Compact(packages)...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOWORK=off")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, strings.TrimSpace(string(said)))
	}
}

// A package calls through an interface only what some interface in its source, or in that of the
// packages below it, has.
func TestWhatIsCalledThroughInterfaces(t *testing.T) {
	args := append([]string{"list", "-deps", "-f", "{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}\n{{end}}"},
		slices.Sorted(maps.Keys(everywhere))...)
	listed, err := exec.CommandContext(t.Context(), "go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.FieldsSeq(string(listed)) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if i, ok := n.(*ast.InterfaceType); ok {
				for _, m := range i.Methods.List {
					for _, name := range m.Names {
						if name.IsExported() && !called[name.Name] {
							t.Errorf("%s: %s may be called", path, name.Name)
						}
					}
				}
			}
			return true
		})
	}
}

// No interface of an open package has a closed method, so that one has to be written to reach it.
func TestOpenPackagesHaveNoDisguise(t *testing.T) {
	for path, pkg := range gate(t).packages {
		for _, name := range pkg.Scope().Names() {
			i, ok := pkg.Scope().Lookup(name).Type().Underlying().(*types.Interface)
			if !ok {
				continue
			}
			for m := range i.Methods() {
				if closed["log.Logger."+m.Name()] {
					t.Errorf("%s.%s has %s", path, name, m.Name())
				}
			}
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	all := corpus(b)
	gate(b)
	for i := 0; b.Loop(); i++ {
		a := all[i%len(all)]
		find(b, a.Lesson, a.Files...)
	}
}

func BenchmarkNew(b *testing.B) {
	lessons, err := syllabus.Load(root)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New(b.Context(), root, lessons); err != nil {
			b.Fatal(err)
		}
	}
}
