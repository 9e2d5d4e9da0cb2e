package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
)

// Specs that are not the course's prove nothing: whoever has changed or lost one is told so, and
// how to get it back, and no lesson is done by it.
func TestOtherSpecsThanTheCoursesProveNothing(t *testing.T) {
	for name, c := range map[string]struct {
		spoil  func(s *sandbox)
		says   []string
		notRun []string
	}{
		"a spec deleted": {
			spoil:  func(s *sandbox) { s.remove("lessons/01-listen/client_test.go") },
			says:   []string{"git checkout -- lessons/01-listen/client_test.go"},
			notRun: []string{"somebody", "nobody"},
		},
		"a spec changed": {
			spoil: func(s *sandbox) { s.append("lessons/01-listen/server_test.go", "\n// mine\n") },
			says:  []string{"git checkout -- lessons/01-listen/server_test.go"},
		},
		"the kit changed": {
			spoil: func(s *sandbox) { s.append("lessons/internal/kit/kit.go", "\n// mine\n") },
			says:  []string{"git checkout -- lessons/internal/kit/kit.go"},
		},
		"a spec added": {
			spoil: func(s *sandbox) { s.write("lessons/01-listen/more_test.go", "package listen_test\n") },
			says:  []string{"lessons/01-listen/more_test.go"},
		},
		"all specs deleted": {
			spoil: func(s *sandbox) {
				s.remove("lessons/01-listen/client_test.go")
				s.remove("lessons/01-listen/server_test.go")
				s.remove("lessons/01-listen/helpers_test.go")
				s.remove("lessons/01-listen/suite_test.go")
			},
			says: []string{"lessons/01-listen/client_test.go", "lessons/01-listen/server_test.go"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.solve("01-listen")
			if stdout, stderr, code := s.run("check", "--race=false"); code != 0 {
				t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
			}
			c.spoil(s) // what has been passed before is not done any more
			for lang, next := range map[string]string{"en": "Next: mend what stands above", "zh": "接下来：先解决上面的问题"} {
				stdout, stderr, code := s.run("check", "--race=false", "--lang", lang)
				plain := strings.Join(strings.Fields(stdout), " ")
				for _, words := range append(c.says, next) {
					if !strings.Contains(plain, words) {
						t.Errorf("%s: does not say %q:\n%s%s", lang, words, stdout, stderr)
					}
				}
				if code != 1 || strings.Contains(stdout, "02-connect") {
					t.Errorf("%s: exit %d, the lesson is taken as done:\n%s", lang, code, stdout)
				}
			}
			records := s.records("01")
			if r := records["01-listen"]; r.Status != course.NotRun && r.Status != course.CompileError ||
				r.Message == "" {
				t.Errorf("got %+v", r)
			}
			for _, id := range c.notRun {
				if r := records["01-listen/"+id]; r.Status != course.NotRun || r.Message == "" {
					t.Errorf("got %+v", r)
				}
			}
		})
	}
}

func TestLinesThatEndInCRLFAreNoChange(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	for _, file := range []string{
		"lessons/01-listen/server_test.go", "lessons/01-listen/lesson.toml", "lessons/internal/kit/kit.go",
	} {
		text, err := os.ReadFile(filepath.Join(s.root, file))
		if err != nil {
			t.Fatal(err)
		}
		s.write(file, strings.ReplaceAll(string(text), "\n", "\r\n"))
	}
	if stdout, stderr, code := s.run("check", "01", "--race=false"); code != 0 ||
		!strings.Contains(stdout, "01-listen is done") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
}

// remove takes a file out of the sandbox.
func (s *sandbox) remove(file string) {
	s.t.Helper()
	if err := os.Remove(filepath.Join(s.root, file)); err != nil {
		s.t.Fatal(err)
	}
}

// append adds to the end of a file of the sandbox.
func (s *sandbox) append(file, text string) {
	s.t.Helper()
	before, err := os.ReadFile(filepath.Join(s.root, file))
	if err != nil {
		s.t.Fatal(err)
	}
	s.write(file, string(before)+text)
}
