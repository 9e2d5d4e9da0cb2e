package prove

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// proofOf is a proof that is watched in a string.
func proofOf(root string, lang course.Lang) (*Proof, *strings.Builder) {
	out := &strings.Builder{}
	return &Proof{
		Screen: &Screen{Printer: course.Printer{Out: out, Lang: lang}},
		Engine: &engine.Engine{Root: root},
		Lessons: []syllabus.Lesson{
			{Name: "01-listen", Specs: make([]syllabus.Spec, 16)},
			{Name: "02-connect", Specs: make([]syllabus.Spec, 24)}},
		Explain: func(err error) course.Text { return same(err.Error()) },
	}, out
}

// durations differ from run to run, and so does the space before them.
var durations = regexp.MustCompile(` +[0-9.:]+ (s|min)\b`)

// moduleOf is a module with a package for each text: the tests that are to be heard.
func moduleOf(t *testing.T, packages map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files := map[string]string{"go.mod": "module handshake\n\ngo 1.26\n"}
	for name, text := range packages {
		files[filepath.Join(name, name+"_test.go")] = "package " + name + "\n\nimport \"testing\"\n\n" + text
	}
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// Whatever becomes of a test, it is told whole, once, and under its own name; and the other
// steps go on.
func TestWhatTestsSayIsHeard(t *testing.T) {
	const good = "func TestGood(t *testing.T) {}\n\nfunc TestAttacks(t *testing.T) { t.Run(\"outcome\", func(t " +
		"*testing.T) { t.Run(\"01-listen\", func(t *testing.T) { t.Run(\"exits\", func(*testing.T) {}) }) }) }\n"
	for name, c := range map[string]struct {
		tests          string
		passed, failed int
		says           []string // in this order
		silent         string
	}{
		"all pass": {tests: good, passed: 5,
			says: []string{"✓ tests of all kinds", "5 tests", "", "5 passed, 0 failed\n"}, silent: "✗"},
		"one fails": {tests: good + "func TestBad(t *testing.T) { t.Log(\"first\"); t.Error(\"second\") }\n",
			passed: 5, failed: 1,
			says: []string{
				"✗ tests of all kinds", "  ✗ one TestBad\n", "first\n", "second\n", "Not proved",
				"  ✗ one TestBad\n", "first\n", "5 passed, 1 failed\n",
			},
			silent: "---"},
		"one inside": {tests: "func TestBad(t *testing.T) { t.Run(\"inside\", func(t *testing.T) { " +
			"t.Error(\"deep\") }) }\n",
			failed: 1, says: []string{"  ✗ one TestBad/inside\n", "deep\n", "0 passed, 1 failed\n"},
			silent: "✗ one TestBad\n"},
		"skips": {tests: good + "func TestWire(t *testing.T) { t.Skip(\"no packets here\") }\n", passed: 5,
			says: []string{
				"✓ tests", "– 1 left out: no packets here\n    one TestWire\n", "5 passed, 0 failed, 1 skipped\n",
			}},
		"panics": {tests: good + "func TestBad(t *testing.T) { panic(\"boom\") }\n", passed: 5, failed: 1,
			says: []string{"  ✗ one TestBad\n", "panic: boom", "goroutine", "5 passed, 1 failed\n"}},
		"exits": {tests: "func TestBad(t *testing.T) { go exit(); select {} }\n\nfunc exit() { " +
			"println(\"farewell\"); panic(\"from elsewhere\") }\n",
			failed: 1, says: []string{"farewell", "from elsewhere", "0 passed, 1 failed\n"}},
		"no Go": {tests: "func TestBad(t *testing.T) { oops() }\n", failed: 1,
			says: []string{"  ✗ one\n", "undefined: oops", "0 passed, 1 failed\n"}},
		"nothing": {tests: "var _ testing.TB\n", failed: 1,
			says: []string{"it has run no test", "0 passed, 1 failed\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, out := proofOf(moduleOf(t, map[string]string{"one": c.tests}), course.English)
			kinds := tests{what: course.Text{En: "tests of all kinds", Zh: "各种测试"}, args: []string{"./one"}}
			if err := p.all(t.Context(), p.step(kinds)); err != nil {
				t.Fatal(err)
			}
			text := durations.ReplaceAllString(out.String(), "")
			rest := text
			for _, want := range c.says {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("%q is not said, or not in its turn:\n%s", want, text)
				}
				rest = after
			}
			if c.silent != "" && strings.Contains(text, c.silent) {
				t.Errorf("%q is said:\n%s", c.silent, text)
			}
			if p.Passed != c.passed || p.Failed != c.failed || rest != "" {
				t.Errorf("%d passed, %d failed, and after the closing line %q:\n%s", p.Passed, p.Failed, rest, text)
			}
		})
	}
}

// A step that cannot be taken is told, and the others are taken all the same.
func TestAStepThatCannotBeTaken(t *testing.T) {
	p, out := proofOf(t.TempDir(), course.English)
	taken := false
	err := p.all(t.Context(),
		func(context.Context) error {
			p.Screen.begin(same("broken"))
			return errors.New("no space left on device")
		},
		func(context.Context) error {
			p.Screen.begin(same("whole"))
			taken = true
			p.end(nil)
			return nil
		})
	if err != nil || !taken || p.Failed != 1 || !strings.Contains(out.String(), "✗ broken") ||
		!strings.Contains(out.String(), "no space left on device") || !strings.Contains(out.String(), "✓ whole") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestWhatWasProvedIsSaidInBothLanguages(t *testing.T) {
	for lang, want := range map[course.Lang]string{
		course.English: "Proved in: the solutions keep all 40 promises of 2 lessons, 3 times in a row and under " +
			"load; specs hold all 50 clauses of the contracts, and wrong answers break each; the stubs keep none, " +
			"and 12 wrong answers fail where they should, in words that teach; 4 unusual " +
			"right answers pass; 91 hostile submissions earn nothing that is not theirs; 100 tests pass.",
		course.Chinese: "用 证明了：参考答案守住 2 课的全部 40 条承诺，在负载下连续 3 遍；50 条合约条款都有测试来守，也都有错误答案来违反；桩代码一条也守不住；12 " +
			"个错误答案各自在该失败的地方失败，话也说得明白；4 个另类的正确答案全部通过；91 份恶意作业一分也没有骗到；100 项测试全部通过。",
	} {
		p, out := proofOf("", lang)
		p.Screen.Width = 1000
		p.clauses = 50
		p.rounds, p.judged, p.attacks, p.passedTests, p.Passed = 3, map[string]int{"wrong": 12, "right": 4}, 91, 100,
			119
		p.sumUp(34 * time.Second)
		said, closing, _ := strings.Cut(strings.TrimSpace(out.String()), "\n")
		if got := regexp.MustCompile(` 34 s ?`).ReplaceAllString(said,
			map[course.Lang]string{course.English: "", course.Chinese: " "}[lang]); got != want ||
			closing != "119 passed, 0 failed" {
			t.Errorf("got\n%s\nwant\n%s\nand then %q", got, want, closing)
		}
	}
}

// On a terminal the step at work is one line that stays within the screen; elsewhere nothing
// is said before it ends, unless that takes long.
func TestTheStepAtWorkIsShown(t *testing.T) {
	for _, lang := range []course.Lang{course.English, course.Chinese} {
		for _, terminal := range []bool{true, false} {
			out := &strings.Builder{}
			s := &Screen{Printer: course.Printer{Out: out, Lang: lang, Width: 80}, Terminal: terminal}
			s.show() // nothing is at work
			s.begin(course.Text{En: "wrong answers: each fails where it should", Zh: "错误答案：各自在该失败的地方失败"})
			s.far(same("123/384"), same(strings.Repeat("TestAttacks/", 20)))
			s.show()
			if said := out.String(); terminal == (said == "") || strings.Contains(said, "\n") {
				t.Errorf("terminal %v: %q", terminal, said)
			} else if line := strings.TrimPrefix(said, "\r\x1b[K"); course.Columns(line) > 79 ||
				terminal && !strings.Contains(line, " · Test") {
				t.Errorf("%d columns: %q", course.Columns(line), line)
			}
			s.shown = s.shown.Add(-silence)
			s.show()
			if said := out.String(); !strings.Contains(said, "123/384") {
				t.Errorf("terminal %v: nothing is said: %q", terminal, said)
			}
		}
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		400 * time.Millisecond: "0.4 s",
		34 * time.Second:       "34 s",
		98 * time.Second:       "98 s",
		125 * time.Second:      "2:05 min",
		time.Hour:              "60:00 min",
	} {
		if got := clock(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestScenesAreNotCountedAsTests(t *testing.T) {
	h := newHearing()
	for _, test := range []string{"", "TestKit/virtual", "TestKit/virtual#07", "TestKit/virtually", "TestKit"} {
		h.hear(event{Action: "pass", Package: "handshake/lessons/internal/kit", Test: test})
	}
	if h.passed != 2 {
		t.Errorf("%d tests, want 2", h.passed)
	}
}
