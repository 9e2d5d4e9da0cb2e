package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Of a lesson that has just been begun, all that is told is what its author has still to do.
func TestNewLessonLacksOnlyWhatIsToDo(t *testing.T) {
	s := newSandbox(t)
	if err := os.CopyFS(filepath.Join(s.root, "docs"), os.DirFS("../docs")); err != nil {
		t.Fatal(err)
	}
	copyFile(t, "../Makefile", filepath.Join(s.root, "Makefile"))

	stdout, stderr, code := s.run("new", "13-demo")
	if code != 0 || !strings.Contains(stdout, "lessons/13-demo/server_test.go\n") {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	if _, stderr, code := s.run("new", "13-demo"); code != 2 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("a name that is taken: exit %d\n%s", code, stderr)
	}

	stdout, stderr, code = s.run("verify", "13", "--rounds", "1")
	if code != 1 {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	told := 0
	for line := range strings.Lines(stdout) {
		if strings.HasPrefix(line, "✗ ") {
			told++
			if !strings.Contains(line, ": still to do: ") {
				t.Errorf("more than a TODO is told: %s", line)
			}
		}
	}
	if told < 40 {
		t.Errorf("%d things are still to do:\n%s%s", told, stdout, stderr)
	}
}
