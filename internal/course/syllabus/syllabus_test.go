package syllabus_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

const good = `
files = ["server.go"]
imports = ["net"]
[title]
en = "A"
zh = "甲"
[aim]
en = "A"
zh = "甲"
[[spec]]
id = "one"
weight = 1
hints = [{ en = "a", zh = "甲" }]
`

func write(t *testing.T, lessons map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range lessons {
		dir := filepath.Join(root, syllabus.Dir, name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, syllabus.MetadataFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestLoadReadsLessonsInOrder(t *testing.T) {
	root := write(t, map[string]string{"02-b-c": good, "01-a": good, "internal": ""})
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(lessons) != 2 || lessons[0].Name != "01-a" || lessons[1].Word() != "b-c" || lessons[1].Package() != "bc" {
		t.Errorf("got %v", lessons)
	}
	if s, ok := lessons[0].Spec("one"); !ok || s.Weight != 1 || s.Hints[0].Zh != "甲" {
		t.Errorf("got %v %v", s, ok)
	}
}

func TestLoadNamesFileAndLineOfWhatIsBroken(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no TOML":     {"files = [", "lessons/01-a/lesson.toml:1: "},
		"unknown key": {good + "\n[extra]\nx = 1\n", `unknown key "extra`},
		"nothing":     {"imports = []", "names no files"},
		"a path":      {strings.Replace(good, "server.go", "../x.go", 1), `"../x.go" is not the name`},
	} {
		_, err := syllabus.Load(write(t, map[string]string{"01-a": c.text}))
		var broken *syllabus.MetadataError
		if !errors.As(err, &broken) || !strings.Contains(filepath.ToSlash(err.Error()), c.want) {
			t.Errorf("%s: %v, want …%s…", name, err, c.want)
		}
	}
	_, err := syllabus.Load(write(t, map[string]string{"01-a": ""}))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing lesson.toml: %v", err)
	}
	for _, root := range []string{t.TempDir(), write(t, map[string]string{"internal": ""})} {
		if _, err := syllabus.Load(root); err != syllabus.ErrNoLessons {
			t.Errorf("a course without lessons: %v", err)
		}
	}
}

// A lesson that somebody is only beginning to write stops no other.
func TestABrokenLessonStopsNoOther(t *testing.T) {
	root := write(t, map[string]string{"01-a": good, "02-b": "files = [", "03-c": good, "11-demo": ""})
	lessons, err := syllabus.Load(root)
	if err != nil || len(lessons) != 2 || lessons[0].Name != "01-a" || lessons[1].Name != "03-c" {
		t.Errorf("got %v, %v", lessons, err)
	}
	broken := syllabus.Broken(root)
	if len(broken) != 2 || broken[0].File() != "lessons/02-b/lesson.toml" || !errors.Is(broken[1], fs.ErrNotExist) {
		t.Fatalf("got %v", broken)
	}
	if en, zh := broken[1].In(course.English), broken[1].In(course.Chinese); en != "lessons/11-demo/lesson.toml: "+
		"missing" ||
		zh != "lessons/11-demo/lesson.toml：缺少这个文件" {
		t.Errorf("got %q, %q", en, zh)
	}
	for asked, want := range map[string]bool{
		"11": true, "demo": true, "11-demo": true, "all": true, "03-12": true, "1": false, "02": false,
		"nothing": false,
	} {
		if broken[1].AskedFor(asked) != want {
			t.Errorf("%s: got %v", asked, !want)
		}
	}
}

// needing is a lesson's metadata that needs those lessons.
func needing(names string) string { return "needs = [" + names + "]\n" + good }

func TestALessonStandsOnAllBelowIt(t *testing.T) {
	root := write(t, map[string]string{
		"01-a": good, "02-b": needing(`"01-a"`), "03-c": good, "04-d": needing(`"03-c", "02-b"`)})
	lessons, err := syllabus.Load(root)
	if err != nil || len(lessons) != 4 {
		t.Fatalf("%v: %v", err, syllabus.Broken(root))
	}
	var base []string
	for _, l := range lessons[3].Base {
		base = append(base, l.Name)
	}
	if strings.Join(base, " ") != "01-a 02-b 03-c" || len(lessons[0].Base) != 0 {
		t.Errorf("got %v", base)
	}
}

func TestALessonStandsOnEarlierOnesOnly(t *testing.T) {
	unknown := course.Text{En: "and there is no such lesson that can be used", Zh: "不是一节可用的课"}
	later := course.Text{En: "which does not come before it", Zh: "不在这一课之前"}
	for name, c := range map[string]struct {
		first, second string
		broken        string // the lesson that stands on nothing
		why           course.Text
	}{
		"unknown":  {good, needing(`"01-x"`), "02-b", unknown},
		"no name":  {good, needing(`"../x"`), "02-b", unknown},
		"unusable": {"files = [", needing(`"01-a"`), "02-b", unknown},
		"later":    {needing(`"02-b"`), good, "01-a", later},
		"itself":   {needing(`"01-a"`), good, "01-a", later},
		"a cycle":  {needing(`"02-b"`), needing(`"01-a"`), "01-a", later},
	} {
		broken := syllabus.Broken(write(t, map[string]string{"01-a": c.first, "02-b": c.second}))
		found := false
		for _, b := range broken {
			if b.Lesson == c.broken {
				found = strings.Contains(b.In(course.English), c.why.En) &&
					strings.Contains(b.In(course.Chinese), c.why.Zh)
			}
		}
		if !found {
			t.Errorf("%s: got %v", name, broken)
		}
	}
}

func TestSelect(t *testing.T) {
	lessons := []syllabus.Lesson{
		{Name: "01-listen"}, {Name: "02-connect"}, {Name: "03-accept", Specs: []syllabus.Spec{{ID: "closed"}}},
	}
	for asked, want := range map[string]string{
		"3":               "03-accept",
		"03":              "03-accept",
		"accept":          "03-accept",
		"03-accept":       "03-accept",
		"all":             "01-listen 02-connect 03-accept",
		"01-02":           "01-listen 02-connect",
		"2-9":             "02-connect 03-accept",
		"accept listen 1": "01-listen 03-accept",

		"03-accept/closed":                     "03-accept",
		"3/closed":                             "03-accept",
		"lessons/03-accept":                    "03-accept",
		"lessons/03-accept/":                   "03-accept",
		"./lessons/03-accept/server.go":        "03-accept",
		`lessons\03-accept\server.go`:          "03-accept",
		`C:\lessons\course\lessons\03-accept\`: "03-accept",
		"03-accept/README.md":                  "03-accept",
	} {
		chosen, err := syllabus.Select(lessons, strings.Fields(asked))
		var names []string
		for _, l := range chosen {
			names = append(names, l.Name)
		}
		if err != nil || strings.Join(names, " ") != want {
			t.Errorf("%s: %v %v, want %s", asked, names, err, want)
		}
	}
	for _, asked := range []string{
		"4", "0", "", "accep", "x-y", "3-1", "lessons", "lessons/", "/", "03-accept/opened", "02-connect/closed",
		"solutions/03-accept",
	} {
		var unknown *syllabus.UnknownError
		if _, err := syllabus.Select(lessons, []string{asked}); !errors.As(err, &unknown) || len(unknown.Known) != 3 {
			t.Errorf("%q: %v", asked, err)
		}
	}
}

func TestASpecIsNamedAsTheReportShowsIt(t *testing.T) {
	accept := syllabus.Lesson{Name: "03-accept", Specs: []syllabus.Spec{{ID: "open"}, {ID: "closed"}}}
	for asked, want := range map[string]string{
		"03-accept/closed": "closed", "3/open": "open", "03-accept": "", "lessons/03-accept/server.go": "",
		"03-accept/": "", "": "",
	} {
		if s, ok := syllabus.SpecIn(accept, asked); s.ID != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", asked, s.ID, ok, want)
		}
	}
}
