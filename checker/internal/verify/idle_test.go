package verify

import (
	"path/filepath"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func TestIdleAnswersEarnNothing(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.New(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	e.Progress = func(course.Text) {}
	v := &Verifier{Engine: e, Lessons: lessons}

	if err := v.idle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, p := range v.problems {
		t.Errorf("%s: %s", p.Where, p.What.En)
	}
}
