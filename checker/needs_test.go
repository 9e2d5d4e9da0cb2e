package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
)

// standing is a course with three tiny lessons more, each of which stands on the one before it. All
// are handed out, by a checker that was built for it.
func standing(t *testing.T) *sandbox {
	t.Helper()
	s := newSandbox(t)
	for _, part := range []string{"lessons", "solutions"} {
		if err := os.CopyFS(filepath.Join(s.root, part), os.DirFS(
			filepath.Join("testdata", "needs", part))); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// answers writes a student's files of the three lessons: the solution for "", nothing for "-".
func (s *sandbox) answers(folder, first, second, third string) {
	s.t.Helper()
	for file, text := range map[string]string{
		"91-count/count.go": first, "92-double/double.go": second, "93-square/square.go": third} {
		if text == "" {
			solution, err := os.ReadFile(filepath.Join("testdata", "needs", "solutions", file))
			if err != nil {
				s.t.Fatal(err)
			}
			text = string(solution)
		}
		if text != "-" {
			s.write(folder+"/"+file, text)
		}
	}
}

// Answers to the first lesson that are no ground to stand on, and one that is.
const (
	wrongCount  = "package count\n\nfunc Words(string) int { return 7 }\n"
	brokenCount = "package count\n\nfunc Words(string) int { return oops }\n"
	mineCount   = "package count\n\nfunc Words(text string) (n int) {\n\tin := false\n\tfor _, r := range text {\n" +
		"\t\tif in = r != ' '; in {\n\t\t\tn++\n\t\t}\n\t}\n\treturn n\n}\n"
	otherCount = "package count\n\nfunc Words(text string) (n int) {\n\tfor _, r := range text {\n" +
		"\t\tif r != ' ' {\n\t\t\tn++\n\t\t}\n\t}\n\treturn n\n}\n\nfunc Extra() int { return 0 }\n"
	usesExtra = "package double\n\nimport count \"handshake/lessons/91-count\"\n\nfunc Double(text string) int { " +
		"return 2*count.Words(text) + count.Extra() }\n"
	wrongDouble = "package double\n\nfunc Double(string) int { return 1 }\n"
	brokenHere  = "package double\n\nfunc Double(string) int { return nothing }\n"
	leaps       = "package square\n\nimport (\n\tcount \"handshake/lessons/91-count\"\n\tdouble " +
		"\"handshake/lessons/92-double\"\n)\n\n" +
		"func Square(text string) int { return double.Double(text) * 2 * count.Words(text) }\n"
)

// told are the notes of each case, in both languages.
type told struct{ en, zh string }

var standings = map[string]struct {
	first, second, third string
	want                 string // the statuses of the three
	notes                map[string]told
}{
	"all are right":                 {"", "", "", "passed passed passed", nil},
	"right in other ways":           {mineCount, "", "", "passed passed passed", nil},
	"one uses what only theirs has": {otherCount, usesExtra, "", "passed passed passed", nil},
	"the first fails its specs": {wrongCount, "", "", "failed passed passed", map[string]told{
		"92-double": {"91-count does not keep all of its own promises, so this lesson was judged on the course's " +
			"own answer",
			"91-count 自己的承诺没有全部做到，所以这一课是在课程的参考答案之上评判的"},
		"93-square": {"91-count does not keep all of its own promises", "91-count 自己的承诺没有全部做到"}}},
	"the first does not compile": {brokenCount, "", "", "compile-error passed passed", map[string]told{
		"92-double": {"91-count does not compile (lessons/91-count/count.go:3)",
			"91-count 编译不通过（lessons/91-count/count.go:3）"},
		"93-square": {"91-count does not compile (lessons/91-count/count.go:3)",
			"91-count 编译不通过（lessons/91-count/count.go:3）"}}},
	"the second fails its specs": {"", wrongDouble, "", "passed failed passed", map[string]told{
		"93-square": {"92-double does not keep all of its own promises", "92-double 自己的承诺没有全部做到"}}},
	"the first two fail": {wrongCount, wrongDouble, "", "failed failed passed", map[string]told{
		"92-double": {"91-count does not keep all of its own promises", "91-count 自己的承诺没有全部做到"},
		"93-square": {"92-double does not keep all of its own promises", "92-double 自己的承诺没有全部做到"}}},
	"the second does not compile": {"", brokenHere, "", "passed compile-error passed", map[string]told{
		"93-square": {"92-double does not compile (lessons/92-double/double.go:3)",
			"92-double 编译不通过（lessons/92-double/double.go:3）"}}},
}

func TestALessonIsCheckedOnWhatItStandsOn(t *testing.T) {
	s := standing(t)
	for _, name := range []string{"all are right", "the first fails its specs", "the second does not compile"} {
		c := standings[name]
		t.Run(name, func(t *testing.T) {
			s.answers("lessons", c.first, c.second, c.third)
			stdout, stderr, _ := s.run("check", "91-93", "--format", "json")
			var got []string
			for line := range strings.Lines(stdout) {
				var r course.Record
				if err := json.Unmarshal([]byte(line), &r); err != nil {
					t.Fatalf("%v\n%s%s", err, stdout, stderr)
				}
				got = append(got, string(r.Status))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
			for lang, note := range map[string]string{"en": c.notes["93-square"].en, "zh": c.notes["93-square"].zh} {
				stdout, _, _ := s.run("check", "93", "--lang", lang, "--race=false")
				if note == "" && strings.Contains(stdout, "!") || !strings.Contains(flat(stdout), flat(note)) {
					t.Errorf("told without %q:\n%s", note, stdout)
				}
			}
		})
	}
}

// flat is a text however it is folded.
func flat(text string) string { return strings.Join(strings.Fields(text), "") }

// Where the course's own answers are not, a lesson is judged on what there is, and says so.
func TestALessonIsCheckedWithoutTheCoursesOwnAnswers(t *testing.T) {
	s := standing(t)
	if err := os.RemoveAll(filepath.Join(s.root, "solutions")); err != nil {
		t.Fatal(err)
	}
	s.answers("lessons", brokenCount, "", "")
	for lang, says := range map[string]string{
		"en": "stands on 91-count, which cannot be built",
		"zh": "建立在 91-count 之上，而它没法构建",
	} {
		stdout, _, code := s.run("check", "92", "--lang", lang)
		if code != 1 || !strings.Contains(flat(stdout), flat(says)) ||
			!strings.Contains(stdout, "lessons/91-count/count.go:3:33: undefined: oops") {
			t.Errorf("exit %d\n%s", code, stdout)
		}
	}
	s.answers("lessons", wrongCount, "", "")
	stdout, _, code := s.run("check", "92", "--lang", "en")
	if code != 1 || !strings.Contains(flat(stdout), flat("stands on it all the same")) {
		t.Errorf("exit %d\n%s", code, stdout)
	}
}

// What was passed on one ground is not passed on another.
func TestProgressKnowsWhatALessonStandsOn(t *testing.T) {
	s := standing(t)
	for _, lesson := range []string{
		"01-listen", "02-connect", "03-accept", "04-exchange", "05-goodbye", "06-conversation", "07-framing",
		"08-deadlines", "09-relay", "10-many-clients", "11-room", "12-shutdown",
	} {
		if err := os.RemoveAll(filepath.Join(s.root, "lessons", lesson)); err != nil {
			t.Fatal(err)
		}
	}
	s.answers("lessons", "", "", "-")
	first, _, _ := s.run("hint", "92")
	s.answers("lessons", wrongCount, "", "-")
	second, _, _ := s.run("check", "92", "--race=false")
	if !strings.Contains(first, "needs no hint") || !strings.Contains(second, "course's own answer") {
		t.Errorf("%s\n%s", first, second)
	}
}
