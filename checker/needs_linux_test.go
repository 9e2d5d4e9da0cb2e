package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
)

func TestALessonIsGradedOnWhatItStandsOn(t *testing.T) {
	needsSandbox(t)
	s := standing(t)
	copied := func(part string) {
		if err := os.CopyFS(filepath.Join(s.root, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	copied("checker")
	if stdout, stderr, code := s.run("verify", "--hand-out", "91-93"); code != 0 {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	handing := filepath.Join(t.TempDir(), "checker.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", handing, "./checker")
	build.Dir = s.root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	before := checker
	checker = handing
	t.Cleanup(func() { checker = before })

	students := map[string]string{} // by case
	for name, c := range standings {
		student := strings.ReplaceAll(name, " ", "-")
		students[name] = student
		s.answers("in/"+student+"/lessons", c.first, c.second, c.third)
	}
	s.answers("in/nothing-below/lessons", "-", "", "")
	s.answers("in/reaches-past/lessons", "", "", leaps)
	s.grade("in", "--out", "marks", "--lessons", "91-93", "--format", "html")
	results := s.results("marks")
	for name, student := range students {
		c := standings[name]
		var got []string
		for _, r := range results[student] {
			got = append(got, string(r.Status))
			note := c.notes[r.Lesson]
			var notes string
			for _, n := range r.Notes {
				notes += n.En + n.Zh
			}
			if (note.en == "") != (notes == "") || !strings.Contains(notes, note.en) || !strings.Contains(notes, note.zh) {
				t.Errorf("%s, %s: notes %q", name, r.Lesson, r.Notes)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", name, got, c.want)
		}
	}
	if r := results["nothing-below"]; len(r) != 3 || r[0].Status != course.NotRun || r[1].Status != course.Passed ||
		len(r[1].Notes) != 1 || !strings.Contains(r[1].Notes[0].En, "91-count is not written yet") {
		t.Errorf("got %+v", r)
	}
	if r := results["reaches-past"]; len(r) != 3 || r[2].Status != course.Rejected || r[2].Rule != "import" {
		t.Errorf("got %+v", r)
	}

	for _, file := range []string{"the-first-fails-its-specs.json", "the-first-fails-its-specs.html"} {
		text, err := os.ReadFile(filepath.Join(s.root, "marks", "students", file))
		if err != nil || !strings.Contains(string(text), "91-count does not keep all of its own promises") {
			t.Errorf("%s does not say on what it was judged: %v", file, err)
		}
	}

	// The second lesson's files are as they were: what they stand on has changed.
	s.answers("in/all-are-right/lessons", wrongCount, "", "")
	s.grade("in", "--out", "marks", "--lessons", "91-93", "--format", "html")
	if r := s.results("marks")["all-are-right"]; r[0].Status != course.Failed || len(r[1].Notes) != 1 || len(r[2].Notes) != 1 {
		t.Errorf("a verdict survives a change below it: %+v", r)
	}
	// Only the last is graded: those below are judged for it all the same.
	s.grade("in", "--out", "last", "--lessons", "93", "--format", "csv")
	if r := s.results("last")["the-first-fails-its-specs"]; len(r) != 1 || r[0].Status != course.Passed || len(r[0].Notes) != 1 {
		t.Errorf("got %+v", r)
	}
}

// graded is what a journal says of one answer.
type graded struct {
	Lesson string
	Status course.Status
	Rule   string
	Notes  []course.Text
}

// results are the last verdicts of the journal in a folder, by student.
func (s *sandbox) results(out string) map[string][]graded {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.root, out, "results.jsonl"))
	if err != nil {
		s.t.Fatal(err)
	}
	results := map[string][]graded{}
	for line := range strings.Lines(string(text)) {
		var e struct {
			Student string
			Results []graded
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			s.t.Fatal(err)
		}
		results[e.Student] = e.Results
	}
	return results
}
