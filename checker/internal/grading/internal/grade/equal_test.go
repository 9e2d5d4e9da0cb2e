package grade

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/submission"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

func TestEqualAnswersAreFound(t *testing.T) {
	root := filepath.Join("..", "..", "..", "..", "..")
	long, short := syllabus.Lesson{Name: "06-conversation"}, syllabus.Lesson{Name: "01-listen"}
	g := &Grader{Engine: &engine.Engine{Root: root}, Lessons: []syllabus.Lesson{short, long},
		Plan:      Plan{Manifest: class.Manifest{Lessons: []class.Lesson{{Name: short.Name}, {Name: long.Name}}}},
		solutions: map[string]solution{}}
	solved := map[string]map[string][]byte{}
	for i := range g.Lessons {
		l := &g.Lessons[i]
		solved[l.Name] = map[string][]byte{}
		l.Files = slices.Sorted(maps.Keys(handout.Stubs(l.Name)))
		for _, name := range l.Files {
			text, err := os.ReadFile(filepath.Join(root, syllabus.Solutions, l.Name, name))
			if err != nil {
				t.Fatal(err)
			}
			solved[l.Name][name] = text
		}
		g.solutions[l.Name] = solutionOf(root, *l)
	}
	with := func(more string) map[string][]byte {
		files := maps.Clone(solved[long.Name])
		for name, text := range files {
			files[name] = append(slices.Clone(text), more...)
		}
		return files
	}
	journal := opened(t, t.TempDir())
	defer journal.Close()
	for student, files := range map[string]map[string][]byte{
		"anna": with("\nfunc mine() {}\n"), "bo": with("\nfunc mine() {}\n"),
		"cy": with("\n// mine\nfunc  mine( ) { }\n"),
		"di": with(""), "ed": with("\n\n// indeed\n"), "flo": with("\nfunc other() {}\n"),
		"gil": handout.Stubs(long.Name), "hal": {g.Lessons[1].Files[0]: []byte("package conversation\n")},
		"ida": with("\nvar text = \"a\"\n"), "jo": with("\nvar text = \"b\"\n"),
	} {
		e := Entry{Student: student, Lang: course.English}
		handed := map[string]map[string][]byte{long.Name: files, short.Name: solved[short.Name]}
		g.answers(&e, submission.Submission{Files: handed}, nil)
		appended(t, journal, e)
		g.Plan.Class = append(g.Plan.Class, student)
	}
	c := &Class{Plan: g.Plan, Journal: journal}
	slices.Sort(c.Plan.Class)
	equal, err := c.Equal()
	var got []string
	for _, e := range equal {
		got = append(got, fmt.Sprint(e))
	}
	want := "{06-conversation [anna bo cy] program } {06-conversation [di ed] program program}"
	if err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	// Byte for byte, where it is so.
	c.Plan.Class = []string{"anna", "bo", "di"}
	c.Journal = opened(t, t.TempDir())
	defer c.Journal.Close()
	for _, student := range c.Plan.Class {
		e, _, err := journal.Last(student)
		if err != nil {
			t.Fatal(err)
		}
		appended(t, c.Journal, e)
	}
	if equal, err := c.Equal(); err != nil || len(equal) != 2 || equal[0].Same != class.SameBytes ||
		equal[1].Same != "" || equal[1].Solution != class.SameBytes {
		t.Errorf("got %v, %v", equal, err)
	}
}
