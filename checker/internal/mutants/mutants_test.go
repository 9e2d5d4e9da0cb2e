package mutants

import (
	"context"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// lesson is one that nobody has written.
var lesson = syllabus.Lesson{Name: "11-demo", Files: []string{"server.go"}}

const head = "package demo\n\nimport (\"errors\"; \"io\"; \"sync\")\n\n" +
	"var _, _, _ = errors.New, io.EOF, sync.NewCond\n\nconst limit = 8\n\n"

// library knows the packages of the standard library.
var library = sync.OnceValue(func() types.Importer { return importer.ForCompiler(token.NewFileSet(), "source", nil) })

// composed is the program of an answer that consists of a few functions.
func composed(t *testing.T, functions string) *program {
	t.Helper()
	a := answer.Of(lesson, map[string][]byte{"server.go": []byte(head + functions)})
	p, err := compose(a, library(), func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Each rule changes what it is for, and into what.
func TestRules(t *testing.T) {
	for name, c := range map[string]struct {
		function string
		want     []string
	}{
		"a condition": {"func f(n int) { if n > 3 { n++ } }", []string{
			"negate: n > 3 → !(n > 3)", "always: n > 3 → (n > 3) || true", "never: n > 3 → (n > 3) && false",
			"operator: n > 3 → n >= 3", "operator: n > 3 → n <= 3",
			"number: 3 → (4)", "number: 3 → (2)", "number: 3 → (6)", "number: 3 → (1)", "other-way: n++ → n--"}},
		"a statement": {"func f(p *int) { *p = 1 }", []string{"drop: *p = 1"}},
		"what is deferred": {"func f(mu *sync.Mutex) { defer mu.Unlock() }", []string{
			"drop: defer mu.Unlock()", "now-not-later: defer mu.Unlock() → mu.Unlock()",
		}},
		"a goroutine":          {"func f(g func()) { go g() }", []string{"no-goroutine: go g() → g()"}},
		"an error that is nil": {"func f() error { return nil }", []string{"return-error: nil → mutOther(nil)"}},
		"an error": {"func f(err error) error { return err }", []string{
			"return-no-error: err → mutNone(err)", "return-other-error: err → mutOther(err)",
		}},
		"a named error": {"func f() (err error) { err = io.EOF; return }", []string{
			"return-no-error: return", "forget-error: err = io.EOF",
		}},
		"a value": {"func f(s []int) []int { return s }", []string{"return-zero: s → mutZero(s)"}},
		"a bool":  {"func f(is bool) bool { return is }", []string{"return-contrary: is → !(is)"}},
		"a comparison": {"func f(err error) bool { return errors.Is(err, io.EOF) }", []string{
			"not-wrapped: errors.Is(err, io.EOF) → err == io.EOF", "swap: errors.Is(err, io.EOF)",
		}},
		"halves": {"func f(a, b bool) bool { return a && b }", []string{
			"half: a && b → a", "half: a && b → b", "operator: a && b → a || b",
		}},
		"a named number": {"func f() int { return limit }", []string{
			"number: limit → (limit+1)", "number: limit → (limit/2)",
		}},
		"a text": {"func f() string { return \"text\" }", []string{"no-text: \"text\" → \"\""}},
		"a slice": {"func f(s string, n int) string { return s[:n] }",
			[]string{"bound: n → (n)+1", "bound: n → (n)-1"}},
		"a loop": {"func f(s []int) { for range s { break } }", []string{"go-on: break → continue"}},
		"a case": {"func f(n int) { switch n { case 1: println() } }", []string{"drop-case: case 1: println()"}},
		"a field": {"func f() *answer { return &answer{a: 1, b: 2} }\ntype answer struct{ a, b int }",
			[]string{"no-field: a: 1", "no-field: b: 2"}},
		"a method": {"type answer int\nfunc (a answer) f(more ...int) bool { return a == 1 }",
			[]string{"operator: a == 1 → a != 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := composed(t, c.function)
			for _, want := range c.want {
				if !slices.ContainsFunc(p.mutants, func(m Mutant) bool {
					return strings.HasPrefix(m.ID, "server.go f: "+want) ||
						strings.HasPrefix(m.ID, "server.go answer.f: "+want)
				}) {
					t.Errorf("no %q among %q", want, ids(p.mutants))
				}
			}
			compiles(t, p)
		})
	}
}

func ids(mutants []Mutant) (ids []string) {
	for _, m := range mutants {
		ids = append(ids, m.ID)
	}
	return ids
}

// compiles fails the test if the program does not.
func compiles(t *testing.T, p *program) {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	for _, f := range p.answer.Files {
		parsed, err := parser.ParseFile(set, f.Name, f.Text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("%v\n%s", err, f.Text)
		}
		files = append(files, parsed)
	}
	config := types.Config{Importer: library()}
	if _, err := config.Check("demo", set, files, nil); err != nil {
		t.Errorf("%v", err)
	}
}

// How an error reads, in which order the smaller of two is looked for, and that nothing is nothing,
// no spec can tell.
func TestWhatNoSpecCanTellIsNoMutant(t *testing.T) {
	for _, function := range []string{
		"func f() error { return errors.New(\"text\") }",
		"func f(a, b int) int { return min(a, b) }",
		"func f() ([]int, error) { return []int{}, io.EOF }",
	} {
		for _, m := range composed(t, function).mutants {
			if r := m.change.operator; r == "no-text" || r == "swap" ||
				r == "return-zero" && strings.Contains(m.ID, "{}") {
				t.Errorf("%s: %s", function, m.ID)
			}
		}
	}
}

// What does not compile is no mutant, what changes nothing is not made, and each has a name of its
// own that tells where it is.
func TestNames(t *testing.T) {
	p := composed(t,
		"func f(n int) int {\n\tif n == 0 {\n\t\treturn 1\n\t}\n\tif n == 0 {\n\t\treturn 1\n\t}\n\treturn n\n}\n")
	seen := map[string]bool{}
	for _, m := range p.mutants {
		if seen[m.ID] {
			t.Errorf("two are called %q", m.ID)
		}
		seen[m.ID] = true
	}
	twice := "server.go f: operator: n == 0 → n != 0"
	if !seen[twice] || !seen[twice+" (2)"] || p.invalid == 0 {
		t.Errorf("%d do not compile; %q", p.invalid, ids(p.mutants))
	}
	if m := p.mutants[0]; m.Line != strings.Count(head, "\n")+2 {
		t.Errorf("%s is in line %d", m.ID, m.Line)
	}
}

// The specs of lesson 01 convict whatever becomes of Listen; and what is explained must survive.
func TestJudge(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	trial := Trial{
		Engine: &engine.Engine{Root: root, Work: t.TempDir()}, Lesson: lessons[0],
		Far: func(done, _ int) { told = max(told, done) },
	}
	score, err := trial.Judge(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if score.Made == 0 || told != score.Made || score.Made != score.Convicted+score.Equal+len(score.Survivors) {
		t.Errorf("told of %d, got %+v", told, score)
	}
	for _, m := range score.Survivors {
		if m.File == "server.go" {
			t.Errorf("survives: %s", m.ID)
		}
	}
}

// A survivor is one that nobody has explained; what is explained is there and survives, on systems
// that it is explained for.
func TestScore(t *testing.T) {
	p := &program{}
	for i, id := range strings.Split("abcde", "") {
		p.mutants = append(p.mutants, Mutant{ID: id, number: i + 1})
	}
	s := p.score(p.mutants[:4], map[int]bool{1: true, 2: true},
		equal{"a": true, "c": true, "d": false, "e": true, "x": false})
	if s.Made != 4 || s.Convicted != 2 || s.Equal != 1 || !slices.Equal(ids(s.Survivors), []string{"b"}) ||
		!slices.Equal(s.Denied, []string{"c"}) || !slices.Equal(s.Unknown, []string{"x"}) || s.Good() {
		t.Errorf("got %+v", s)
	}
	trial := Trial{Lesson: lesson, Right: "odd"}
	said := ""
	for _, problem := range trial.Problems(s) {
		said += problem.En + "\n"
	}
	for _, want := range []string{"no such mutant", "x\n", "a spec convicts it", "c\n", "1 survive"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if entry := trial.Paste(s); !strings.Contains(entry, "answer = 'odd'\nmutant = 'b'\nwhy = \"\"") {
		t.Errorf("got\n%s", entry)
	}
	var all Score
	all.Add(s)
	all.Add(Score{Made: 6, Convicted: 6})
	if all.Made != 10 || all.Convicted != 8 || all.Good() || !(Score{Made: 1, Equal: 1}).Good() {
		t.Errorf("got %+v", all)
	}
	for _, line := range []string{Head().En, Head().Zh, all.Row(strings.Repeat("a-long-name ", 9)), all.Row("一课")} {
		if got := course.Columns(line); got != 78 {
			t.Errorf("%d columns: %s", got, line)
		}
	}
}

func TestTheListSaysWhyMutantsAreEqual(t *testing.T) {
	const entry = "[[equivalent]]\nmutant = \"one\"\nwhy = \"it is the same\"\n"
	for text, want := range map[string]int{
		"":    0,
		entry: 1,
		entry + "[[equivalent]]\nanswer = \"odd\"\nmutant = \"one\"\nwhy = \"so\"\non = [\"linux\"]\n": 2,
		"[[equivalent]]\nmutants = [\"one\", \"two\"]\nwhy = \"so\"\n":                                 2,
		entry + entry: -1,
		"[[equivalent]]\nanswer = \"none\"\nmutant = \"one\"\nwhy = \"so\"\n": -1,
		"[[equivalent]]\nmutant = \"one\"\nwhy = \" \"\n":                     -1,
		"[[equivalent]]\nmutant = \"one\"\nwhy = \"so\"\non = [\"dos\"]\n":    -1,
		"[[equivalent]]\nmutant = \"one\"\nwhy = \"so\"\nline = 3\n":          -1,
		"equivalent = ": -1,
	} {
		root := t.TempDir()
		file := filepath.Join(root, filepath.FromSlash(ListPath(lesson)))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(filepath.Dir(file), "right", "odd"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		explained, err := read(root, lesson)
		if (err != nil) != (want < 0) || err == nil && len(explained[""])+len(explained["odd"]) != want {
			t.Errorf("%q: got %v, %v", text, explained, err)
		}
	}
}

// What is printed of a survivor can be pasted into the list, whatever the mutant's source holds, once
// its author has said why.
func TestASurvivorCanBePasted(t *testing.T) {
	for _, id := range []string{"server.go f: drop: g()", "a 'quoted' \"text\" \\n → 字"} {
		var got list
		if err := toml.Unmarshal([]byte(paste("odd", Mutant{ID: id})), &got); err != nil ||
			!slices.ContainsFunc(got.Equivalent, func(e entry) bool {
				return e.Answer == "odd" && e.Mutant == id && e.Why == ""
			}) {
			t.Errorf("%q: got %+v, %v", id, got, err)
		}
	}
}

// A sample is the same each time, and whoever is in it stays there while others come and go.
func TestASampleStays(t *testing.T) {
	p := composed(t, "func f(n int) int { if n > 3 { n++ }; return n*2 }")
	few := sampled(p.mutants, 5)
	if len(few) != 5 || !slices.IsSortedFunc(few, func(a, b Mutant) int { return a.number - b.number }) {
		t.Errorf("got %q", ids(few))
	}
	if again := sampled(append(slices.Clone(few), p.mutants[:6]...), 100); len(again) != 11 {
		t.Errorf("got %q", ids(again))
	}
	if again := sampled(few, 3); !slices.Equal(ids(again), ids(sampled(p.mutants, 3))) {
		t.Errorf("got %q", ids(again))
	}
}
