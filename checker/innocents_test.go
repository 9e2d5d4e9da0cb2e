//go:build linux

package main_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"handshake/checker/internal/grading"
	"handshake/internal/course"
	"handshake/internal/thorough"
)

// innocentsDir holds in each folder an unusual answer to one lesson, laid over the solution. It
// is right, and says so in innocent.toml.
const innocentsDir = "testdata/innocent"

// unusual is what innocent.toml says.
type unusual struct {
	Idea   string `toml:"idea"` // what is unusual about it, in one line
	Lesson string `toml:"lesson"`
	// Windows has an editor there save its files: with a byte order mark, and its ends of lines.
	Windows bool `toml:"windows"`
}

// someInnocents is how many are tried where not all of them are.
const someInnocents = 6

// TestInnocents grades a class of right answers that nobody would write like this. All of them
// get full marks.
func TestInnocents(t *testing.T) {
	s, class, out := newSandbox(t), t.TempDir(), t.TempDir()
	want := innocents(t, class)
	ctx, cancel := context.WithTimeout(t.Context(), hangs)
	defer cancel()
	cmd := exec.CommandContext(ctx, checker, "grade", "--lang", "en", "--out", out, class)
	cmd.Dir, cmd.Env = s.root, s.env
	said, err := cmd.CombinedOutput()
	if bytes.Contains(said, []byte("without a whole sandbox nobody is graded")) {
		t.Skipf("this system forbids the sandbox:\n%s", said)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	plan, entries, err := grading.Results(out)
	if err != nil {
		t.Fatal(err)
	}
	marks := marksIn(t, filepath.Join(out, "grades.csv"))
	for _, e := range entries {
		t.Run(e.Source, func(t *testing.T) {
			for i, r := range e.Results {
				if r.Lesson != want[e.Source].Lesson {
					continue
				}
				delete(want, e.Source)
				if max := plan.Lessons[i].Max(); r.Status != course.Passed ||
					marks[[2]string{e.Student, r.Lesson}] != fmt.Sprintf("%d of %[1]d", max) {
					t.Errorf("it is %s with %s", r.Status, marks[[2]string{e.Student, r.Lesson}])
				}
				for _, record := range r.Records {
					if !record.Good() {
						t.Errorf("%s is %s: %s", record.Name(), record.Status, record.Message)
					}
				}
			}
		})
	}
	for name := range want {
		t.Errorf("%s is not judged", name)
	}
}

// innocents hands in the answers of innocentsDir, each under its name without the number.
func innocents(t *testing.T, class string) map[string]unusual {
	t.Helper()
	entries, err := os.ReadDir(innocentsDir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]unusual{}
	for i, e := range entries {
		if !sampled(i, thorough.Of(someInnocents, len(entries)), len(entries)) {
			continue
		}
		from := filepath.Join(innocentsDir, e.Name())
		_, name, _ := strings.Cut(e.Name(), "-")
		var u unusual
		if err := toml.NewDecoder(bytes.NewReader(
			read(t, filepath.Join(from, "innocent.toml")))).DisallowUnknownFields().Decode(
			&u); err != nil {
			t.Fatalf("%s: %v", from, err)
		}
		if u.Idea == "" || all[name].Idea != "" {
			t.Errorf("%s: no idea, or another's name", from)
		}
		all[name] = u
		for _, file := range []string{"server.go", "client.go"} {
			text, err := os.ReadFile(filepath.Join(from, "lessons", u.Lesson, file))
			if os.IsNotExist(err) {
				text, err = os.ReadFile(filepath.Join("..", "solutions", u.Lesson, file))
			}
			if u.Windows {
				text = append([]byte("\ufeff"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
			}
			if err == nil {
				err = handIn(filepath.Join(class, name, "lessons", u.Lesson, file), text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return all
}
