package handout_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

const root = "../../.."

// copied is a copy of what Changed looks at, for a test to spoil.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{syllabus.Dir, "tcp", "wire"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func write(t *testing.T, root, file, text string) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, root, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What a student changes is theirs; the rest of the checkout must be what was handed out, or
// whoever has changed it must say so: see "checker verify --hand-out".
func TestEveryLessonIsHandedOutAsItIs(t *testing.T) {
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range lessons {
		names = append(names, l.Name)
		if changed := handout.Changed(root, l.Name); len(changed) > 0 {
			t.Errorf("not as handed out: %s; if that is meant, run: checker verify --hand-out %s",
				strings.Join(changed, ", "), l.Number())
		}
		stubs := handout.Stubs(l.Name)
		for _, name := range l.Files {
			if len(stubs[name]) == 0 {
				t.Errorf("%s/%s is not handed out; run: checker verify --hand-out %s", l.Name, name, l.Number())
			}
		}
		if len(stubs) != len(l.Files) {
			t.Errorf("%s: %d files are handed out, want %v", l.Name, len(stubs), l.Files)
		}
	}
	if handed := handout.Lessons(); !slices.Equal(handed, names) {
		t.Errorf("handed out: %v, want %v", handed, names)
	}
}

func TestWhatWasNeverHandedOut(t *testing.T) {
	if stubs := handout.Stubs("11-demo"); stubs != nil {
		t.Errorf("got %v", stubs)
	}
	dir := copied(t)
	write(t, dir, "lessons/11-demo/server_test.go", "package demo_test\n")
	if changed := handout.Changed(dir, "11-demo"); len(changed) > 0 {
		t.Errorf("an author's new lesson counts as changed: %v", changed)
	}
	for file, want := range map[string]bool{
		"lessons/01-listen/server.go": true, "lessons/01-listen/server_test.go": true,
		"lessons/internal/kit/kit.go": true,
		"lessons/01-listen/mine.go":   false, "lessons/01-listen/mine_test.go": false,
		"lessons/11-demo/lesson.toml": false, "": false,
	} {
		if handout.Has(file) != want {
			t.Errorf("%q: got %v", file, !want)
		}
	}
}

func TestChangedNamesWhatIsNotAsHandedOut(t *testing.T) {
	const lesson = "lessons/01-listen/"
	edit := func(file string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { write(t, dir, file, read(t, dir, file)+"\n// mine\n") }
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"nothing":    {func(*testing.T, string) {}, ""},
		"the answer": {edit(lesson + "server.go"), ""},
		"an answer's file": {func(t *testing.T, dir string) { write(t, dir, lesson+"more.go", "package listen\n") },
			""},
		"the README":        {edit(lesson + "README.md"), ""},
		"another lesson":    {edit("lessons/02-connect/server_test.go"), ""},
		"the kit's tests":   {edit("lessons/internal/kit/kit_test.go"), ""},
		"a spec":            {edit(lesson + "server_test.go"), lesson + "server_test.go"},
		"the weights":       {edit(lesson + "lesson.toml"), lesson + "lesson.toml"},
		"the kit":           {edit("lessons/internal/kit/kit.go"), "lessons/internal/kit/kit.go"},
		"a part of the kit": {edit("lessons/internal/kit/line/peer.go"), "lessons/internal/kit/line/peer.go"},
		"its tests":         {edit("lessons/internal/kit/line/heard_test.go"), ""},
		"the vocabulary":    {edit("tcp/seq.go"), "tcp/seq.go"},
		"the capture":       {edit("wire/capture.go"), "wire/capture.go"},
		"the suite":         {edit("lessons/internal/suite/suite_test.go"), "lessons/internal/suite/suite_test.go"},
		"a missing spec": {func(t *testing.T, dir string) { remove(t, dir, lesson+"client_test.go") },
			lesson + "client_test.go"},
		"no lesson.toml": {func(t *testing.T, dir string) { remove(t, dir, lesson+"lesson.toml") },
			lesson + "lesson.toml"},
		"an added spec": {func(t *testing.T, dir string) { write(t, dir, lesson+"more_test.go", "") },
			lesson + "more_test.go"},
		"more for the kit": {func(t *testing.T, dir string) { write(t, dir, "lessons/internal/kit/more.go", "") },
			"lessons/internal/kit/more.go"},
		"lines that end in CRLF": {func(t *testing.T, dir string) {
			for _, file := range []string{
				lesson + "server_test.go", lesson + "lesson.toml", "lessons/internal/kit/kit.go",
			} {
				write(t, dir, file, strings.ReplaceAll(read(t, dir, file), "\n", "\r\n"))
			}
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := copied(t)
			c.spoil(t, dir)
			if got := strings.Join(handout.Changed(dir, "01-listen"), " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func remove(t *testing.T, root, file string) {
	t.Helper()
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(file))); err != nil {
		t.Fatal(err)
	}
}

// A lesson is handed out without touching what is handed out of others.
func TestWrite(t *testing.T) {
	dir := copied(t)
	if err := os.CopyFS(filepath.Join(dir, handout.Dir), os.DirFS(filepath.Join(root, handout.Dir))); err != nil {
		t.Fatal(err)
	}
	before := read(t, dir, handout.Dir+"/SHA256SUMS")
	write(t, dir, "lessons/01-listen/server.go", "package listen\r\n")
	write(t, dir, "lessons/01-listen/server_test.go", "package listen_test\n")
	write(t, dir, "lessons/01-listen/more_test.go", "package listen_test\n")
	remove(t, dir, "lessons/01-listen/client_test.go")
	write(t, dir, "lessons/02-connect/server_test.go", "package connect_test\n")
	err := handout.Write(dir, []syllabus.Lesson{{Name: "01-listen", Files: []string{"server.go"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir, handout.Dir+"/stubs/01-listen/server.go.stub"); got != "package listen\n" {
		t.Errorf("got %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, handout.Dir, "stubs", "01-listen", "client.go.stub")); err == nil {
		t.Error("a file that the lesson has no more is still handed out")
	}
	if !bytes.Equal(handout.Stubs("02-connect")["server.go"], []byte(read(t, dir,
		handout.Dir+"/stubs/02-connect/server.go.stub"))) {
		t.Error("another lesson's stub has changed")
	}
	differing := map[string]bool{}
	after := read(t, dir, handout.Dir+"/SHA256SUMS")
	for _, side := range [][2]string{{before, after}, {after, before}} {
		for line := range strings.Lines(side[0]) {
			if !strings.Contains(side[1], line) {
				differing[strings.Fields(line)[1]] = true
			}
		}
	}
	for _, file := range []string{"server_test.go", "more_test.go", "client_test.go"} {
		if !differing["lessons/01-listen/"+file] {
			t.Errorf("%s: nothing has changed", file)
		}
	}
	if len(differing) != 3 {
		t.Errorf("changed: %v", differing)
	}
}
