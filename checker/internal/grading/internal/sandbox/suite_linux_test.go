//go:build amd64 || arm64

package sandbox

import (
	"os/exec"
	"path/filepath"
	"testing"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// The solutions under the race detector, as grade runs them: confined, every spec has the
// verdict that it has unconfined. Only packets cannot be captured.
func TestTheSuiteRunsConfinedAsItDoesUnconfined(t *testing.T) {
	box := open(t)
	if !toolchain.RaceDetector(t.Context()) {
		t.Skip("the race detector needs a C compiler (gcc or clang)")
	}
	root, err := filepath.Abs("../../../../..")
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
	defer e.Close()
	solutions, err := answers.ReadAll(root, lessons, filepath.Join(root, "solutions"))
	if err != nil {
		t.Fatal(err)
	}
	verdicts := func() map[string]course.Record {
		bin, err := e.Build(t.Context(), solutions, true)
		if err != nil {
			t.Fatal(err)
		}
		defer bin.Close()
		records := map[string]course.Record{}
		for v, err := range bin.Judge(t.Context(), engine.Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range v.Records {
				records[r.Name()] = r
			}
		}
		return records
	}
	free := verdicts()
	e.Policy = engine.Policy{Hermetic: true, Confine: func() engine.Start {
		return func(cmd *exec.Cmd) (func() engine.Limit, error) { return box.Start(cmd, Limits{}) }
	}}
	kept := verdicts()

	if len(kept) != len(free) || len(kept) == 0 {
		t.Errorf("%d records, and %d unconfined", len(kept), len(free))
	}
	for name, r := range kept {
		if want := free[name].Status; r.Status != want && (r.Status != course.Skipped || want != course.Passed) {
			t.Errorf("%s: %s, and %s unconfined: %s", name, r.Status, want, r.Message)
		}
		if r.Status == course.Skipped && free[name].Status == course.Passed {
			t.Logf("%s: skipped: %s", name, r.Message)
		}
	}
}
