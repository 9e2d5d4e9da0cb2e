package engine

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"handshake/checker/internal/toolchain"
)

// The race detector does not see everything: that is one reason for oneAtATime. When a new
// version of Go sees more, this test says so; then the guide for instructors is to follow.
func TestWhatTheRaceDetectorDoesNotSee(t *testing.T) {
	if !toolchain.RaceDetector(t.Context()) {
		t.Skip("needs the race detector, and so a C compiler")
	}
	bin := filepath.Join(t.TempDir(), "race.test.exe")
	build := exec.CommandContext(t.Context(), "go", "test", "-race", "-c", "-o", bin, "./testdata/race")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	list, err := exec.CommandContext(t.Context(), bin, "-test.list", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(list))
	if len(names) < 4 {
		t.Errorf("only %v", names)
	}
	for _, name := range names {
		out, _ := exec.CommandContext(t.Context(), bin, "-test.run", "^"+name+"$").CombinedOutput()
		seen, blind := strings.Contains(string(out), "DATA RACE"), strings.Contains(name, "Failing")
		switch {
		case seen && blind:
			t.Errorf("this version of Go sees the race of %s: rename it, and look at what rests on its not being seen",
				name)
		case !seen && !blind:
			t.Errorf("the race of %s is not seen:\n%s", name, out)
		}
	}
}
