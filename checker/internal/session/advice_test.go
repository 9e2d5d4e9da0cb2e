package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// outcome is one of a lesson with the functions Listen and Serve, of which some are unwritten, and
// a spec for each status.
func outcome(unwritten []string, specs ...course.Record) Outcome {
	return Outcome{
		Verdict:   engine.Verdict{Lesson: syllabus.Lesson{Name: "03-accept"}, Records: specs},
		Functions: []string{"Listen", "Serve"}, Unwritten: unwritten}
}

var (
	kept    = course.Record{Spec: "kept", Status: course.Passed}
	waiting = course.Record{Spec: "waiting", Status: course.Failed, Unwritten: "Serve"}
	wrong   = course.Record{Spec: "wrong", Status: course.Failed}
	refused = course.Record{Status: course.CompileError}
	altered = course.Record{Status: course.NotRun}
)

func TestTheNextStepFitsTheOutcome(t *testing.T) {
	for name, c := range map[string]struct {
		of     Outcome
		en, zh string
	}{
		"nothing is written": {outcome([]string{"Listen", "Serve"}, waiting),
			"read docs/en/03-accept.md, write Listen and Serve in lessons/03-accept/",
			"读 docs/zh/03-accept.md，在 lessons/03-accept/ 里写出 Listen 和 Serve"},
		"half is written": {outcome([]string{"Serve"}, kept, waiting), "right so far. Now write Serve.",
			"再写 Serve。"},
		"a promise is broken": {outcome([]string{"Serve"}, waiting, wrong), "mend the ✗ above", "改好上面这条 ✗"},
		"it does not compile": {outcome(nil, refused), "mend the first of these", "先改上面的第一处"},
		"it was not judged":   {outcome(nil, altered, kept), "mend what stands above", "先解决上面的问题"},
	} {
		if next := c.of.Next(); !strings.Contains(next.En, c.en) || !strings.Contains(next.Zh, c.zh) {
			t.Errorf("%s: got %q", name, next)
		}
	}
}

func TestWhatIsBrokenComesBeforeWhatIsUnwritten(t *testing.T) {
	done, half, broken := outcome(nil, kept), outcome([]string{"Serve"}, kept, waiting), outcome(nil, wrong, kept)
	if o, open := FirstOpen([]Outcome{done, half, broken}); !open || o.Records[0].Spec != "wrong" {
		t.Errorf("got %v", o)
	}
	if o, open := FirstOpen([]Outcome{done, half}); !open || o.Records[1].Spec != "waiting" {
		t.Errorf("got %v", o)
	}
	if _, open := FirstOpen([]Outcome{done, done}); open {
		t.Error("what is done is open")
	}
	if r := outcome(nil, kept, waiting, wrong).First(); r.Spec != "wrong" {
		t.Errorf("got %v", r)
	}
	if r := outcome(nil, kept, waiting).First(); r.Spec != "waiting" {
		t.Errorf("got %v", r)
	}
	if r := outcome(nil, kept, kept).Spec("none"); r.Spec != "kept" {
		t.Errorf("got %v", r)
	}
}

// After the last lesson there is no next one; and whoever judges another folder, or several
// lessons, is not sent on.
func TestWhatComesAfterALessonThatIsDone(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, syllabus.Solutions, "01-listen"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := &Session{
		Root: root, From: filepath.Join(root, syllabus.Dir),
		Lessons: []syllabus.Lesson{{Name: "01-listen"}, {Name: "02-connect"}},
	}
	news, ways := s.Done(s.Lessons[0], false)
	if !strings.Contains(news.En, "01-listen is done") || len(ways) != 2 ||
		!strings.Contains(ways[0].Zh, "solutions/01-listen/") ||
		!strings.Contains(ways[1].En, "docs/en/02-connect.md") {
		t.Errorf("got %q, %q", news, ways)
	}
	if _, ways := s.Done(s.Lessons[1], false); len(ways) != 0 {
		t.Errorf("got %q", ways)
	}
	if news, ways := s.Done(s.Lessons[0], true); len(ways) != 0 || strings.Contains(news.En, "01-listen") {
		t.Errorf("got %q, %q", news, ways)
	}
	s.From = filepath.Join(root, syllabus.Solutions)
	if _, ways := s.Done(s.Lessons[0], false); len(ways) != 0 {
		t.Errorf("got %q", ways)
	}
}

func TestWhatGosTestingPrintsIsNotTheStudents(t *testing.T) {
	if got := withoutTesting("one\nPASS\n--- FAIL: TestSuite (0.00s)\r\nPASSWORD\nlast"); got != "one\nPASSWORD\nlast" {
		t.Errorf("got %q", got)
	}
}
