package scaffold_test

import (
	"errors"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/scaffold"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// begun is a course that has one lesson.
func begun(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "lessons", "01-many-clients"), 0o755); err != nil {
		t.Fatal(err)
	}
	return root
}

// contents are all files below a folder, sorted.
func contents(t *testing.T, root string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			rel, _ := filepath.Rel(root, path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestALessonIsBegunInAllItsPlaces(t *testing.T) {
	root := begun(t)
	written, err := scaffold.Lesson(root, "02-byte-stream", []string{"segment.go", "client.go"})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(written)
	if got := contents(t, root); !slices.Equal(got, written) {
		t.Errorf("there are %v, told are %v", got, written)
	}
	for _, want := range []string{
		"docs/en/02-byte-stream.md", "docs/zh/02-byte-stream.md", "lessons/02-byte-stream/segment.go",
		"lessons/02-byte-stream/client_test.go", "solutions/02-byte-stream/testdata/wrong/one/segment.go"} {
		if !slices.Contains(written, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, file := range written {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil || !strings.Contains(string(text), "TODO") && !strings.HasSuffix(file, "suite_test.go") {
			t.Errorf("%s leaves nothing to do: %v", file, err)
		}
		if !strings.HasSuffix(file, ".go") {
			continue
		}
		if formatted, err := format.Source(text); err != nil || string(formatted) != string(text) {
			t.Errorf("%s is not as gofmt has it: %v", file, err)
		}
	}
	lessons, err := syllabus.Load(root)
	if err != nil || len(lessons) != 1 || len(lessons[0].Specs) != 2 {
		t.Errorf("the course has %v, %v", lessons, err)
	}
}

func TestWhatNoLessonMayBeCalledIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		name  string
		files []string
		want  string
	}{
		"no number":          {"demo", []string{"server.go"}, "is not the name of a lesson"},
		"large letters":      {"02-Demo", []string{"server.go"}, "is not the name of a lesson"},
		"a path":             {"../02-demo", []string{"server.go"}, "is not the name of a lesson"},
		"a keyword":          {"02-func", []string{"server.go"}, "has a meaning of its own"},
		"all":                {"02-all", []string{"server.go"}, "has a meaning of its own"},
		"a number in use":    {"01-demo", []string{"server.go"}, "there is lessons/01-many-clients already"},
		"a word in use":      {"02-manyclients", []string{"server.go"}, "there is lessons/01-many-clients already"},
		"a chapter there":    {"02-begun", []string{"server.go"}, "there is docs/zh/02-begun.md already"},
		"no files":           {"02-demo", nil, "has files"},
		"a file by path":     {"02-demo", []string{"a/server.go"}, "is not a name for a student's file"},
		"a test":             {"02-demo", []string{"server_test.go"}, "is not a name for a student's file"},
		"for one system":     {"02-demo", []string{"server_linux.go"}, "is not a name for a student's file"},
		"one file twice":     {"02-demo", []string{"server.go", "server.go"}, "is not a name for a student's file"},
		"in the suite's way": {"02-demo", []string{"suite.go"}, "is not a name for a student's file"},
	} {
		t.Run(name, func(t *testing.T) {
			root := begun(t)
			if err := os.MkdirAll(filepath.Join(root, "docs", "zh"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(root, "docs", "zh", "02-begun.md"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			before := contents(t, root)
			_, err := scaffold.Lesson(root, c.name, c.files)
			var told *course.Error
			if !errors.As(err, &told) || told.Zh == "" || strings.Contains(told.En, "\n") ||
				!strings.Contains(told.En, c.want) {
				t.Errorf("got %v, want …%s…", err, c.want)
			}
			if after := contents(t, root); !slices.Equal(before, after) {
				t.Errorf("it wrote %v", after)
			}
		})
	}
}

func TestALessonThatCannotBeWrittenLeavesNothing(t *testing.T) {
	root := begun(t)
	if err := os.WriteFile(filepath.Join(root, "docs"), nil, 0o644); err != nil { // where the chapters belong
		t.Fatal(err)
	}
	before := contents(t, root)
	if _, err := scaffold.Lesson(root, "02-demo", []string{"server.go"}); err == nil {
		t.Fatal("nothing is wrong with it")
	}
	if after := contents(t, root); !slices.Equal(before, after) {
		t.Errorf("it left %v", after)
	}
}
