package grade

import (
	"path/filepath"
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// What the gate lets through and the linker does not take is no reason to wait forever.
func TestAnAnswerThatCannotBeBuiltIsNotSetAside(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	l := lessons[0]
	g := &Grader{
		Engine: &engine.Engine{Root: root, Work: t.TempDir()}, Lessons: lessons[:1],
		Plan: Plan{Manifest: class.Manifest{Lessons: []class.Lesson{{Name: l.Name}}}},
	}
	files := handout.Stubs(l.Name)
	files["client.go"] = []byte("package listen\n\nimport \"context\"\n\nvar a, b [1_900_000_000]byte\n\n" +
		"func Probe(ctx context.Context, addr string) (bool, error) {\n\ta[1], b[2] = 1, 2\n\treturn false, nil\n}\n")
	e := Entry{Student: "bulky", Lang: course.Chinese, Results: []class.Result{{Lesson: l.Name, Lang: course.Chinese}}}
	if err := g.run(t.Context(), []job{{answer.Of(l, files), &e.Results[0]}}); err != nil {
		t.Fatal(err)
	}
	r := e.Results[0]
	if r.Status != course.CompileError || len(r.Records) != 1 ||
		!strings.Contains(r.Records[0].Message, "没法用它们构建出程序") ||
		!strings.Contains(r.Records[0].Compiler, "too much data") || !conclusive(r) {
		t.Errorf("got %+v", r)
	}
}
