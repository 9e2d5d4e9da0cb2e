package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func TestNobodyIsGradedByChangedSpecs(t *testing.T) {
	const lesson = "lessons/01-listen/"
	appended := func(t *testing.T, path string) {
		t.Helper()
		text, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, append(text, "\n# mine\n"...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		spoil     func(t *testing.T, root string, l *syllabus.Lesson)
		reweighed string
		en, zh    string
	}{
		"as handed out": {spoil: func(*testing.T, string, *syllabus.Lesson) {}},
		"solved": {spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
			appended(t, root+"/"+lesson+"server.go")
		}},
		"other points": {
			spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
				appended(t, root+"/"+lesson+"lesson.toml")
			},
			reweighed: lesson + "lesson.toml"},
		"another spec": {
			spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
				appended(t, root+"/"+lesson+"server_test.go")
			},
			en: "git checkout -- lessons/01-listen/server_test.go",
			zh: "测试不是课程原来的，谁也不评：用 `git checkout -- lessons/01-listen/server_test.go`"},
		"no spec": {
			spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
				if err := os.Remove(root + "/" + lesson + "client_test.go"); err != nil {
					t.Fatal(err)
				}
			},
			en: "git checkout -- lessons/01-listen/client_test.go", zh: "恢复课程原来的版本"},
		"one more spec": {
			spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
				if err := os.WriteFile(root+"/"+lesson+"more_test.go", nil, 0o644); err != nil {
					t.Fatal(err)
				}
			},
			en: "move away what the course does not have: lessons/01-listen/more_test.go",
			zh: "移走：lessons/01-listen/more_test.go"},
		"another kit": {
			spoil: func(t *testing.T, root string, _ *syllabus.Lesson) {
				appended(t, root+"/lessons/internal/kit/kit.go")
			},
			en: "git checkout -- lessons/internal/kit/kit.go", zh: "lessons/internal/kit/kit.go"},
		"never handed out": {
			spoil: func(_ *testing.T, _ string, l *syllabus.Lesson) { l.Name = "11-demo" },
			en:    "checker verify --hand-out 11", zh: "从来没有发给过学生"},
		"a file never handed out": {
			spoil: func(_ *testing.T, _ string, l *syllabus.Lesson) { l.Files = append(l.Files, "more.go") },
			en:    "01-listen/more.go, which was never handed out", zh: "01-listen/more.go 从来没有发给过学生"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			for _, part := range []string{"lessons/01-listen", "lessons/internal", "tcp", "wire"} {
				if err := os.CopyFS(filepath.Join(root, part), os.DirFS(filepath.Join("..", "..", "..", "..", "..",
					part))); err != nil {
					t.Fatal(err)
				}
			}
			l := syllabus.Lesson{Name: "01-listen", Files: []string{"server.go", "client.go"}}
			c.spoil(t, root, &l)
			reweighed, err := Reweighed(root, []syllabus.Lesson{l})
			if got := strings.Join(reweighed, " "); got != c.reweighed {
				t.Errorf("other points: %q, want %q", got, c.reweighed)
			}
			if err == nil && c.en == "" {
				return
			}
			altered, ok := err.(*course.Error)
			if !ok || c.en == "" || !strings.Contains(altered.In(course.English), c.en) ||
				!strings.Contains(altered.In(course.Chinese), c.zh) {
				t.Errorf("got %v", err)
			}
		})
	}
}
