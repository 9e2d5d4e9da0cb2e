package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// verdict is one on a lesson of which each letter is a promise: kept, unwritten, broken, or
// broken like the others of its kind (s).
func verdict(promises string) session.Outcome {
	v := engine.Verdict{Lesson: syllabus.Lesson{Name: "01-listen", Title: course.Text{En: "Listen", Zh: "监听"}}}
	for i, p := range promises {
		r := course.Record{Lesson: "01-listen", Spec: fmt.Sprintf("spec-%d", i), Status: course.Failed,
			Title: course.Text{En: fmt.Sprintf("promise %d", i), Zh: fmt.Sprintf("第 %d 条", i)}}
		switch p {
		case 'k':
			r.Status = course.Passed
		case 'u':
			r.Unwritten = []string{"Serve", "Join", "Chat"}[i%3]
		case 'b':
			r.Message, r.Place = fmt.Sprintf("what is wrong with %d", i), "lessons/01-listen/server.go:7"
		case 's':
			r.Message = "the same for all"
		}
		v.Records = append(v.Records, r)
	}
	return session.Outcome{Verdict: v}
}

// shown is what the screen shows of a verdict, in English.
func shown(s screen.Screen, v session.Outcome) string {
	var out strings.Builder
	s.Printer = course.Printer{Out: &out, Width: 60, Lang: course.English}
	v.Warnings = []course.Text{course.Say("a note", "说明")}
	s.Lesson(v, course.Say("Next: …", "接下来：……"))
	return out.String()
}

func TestTheFirstBrokenPromiseStandsWholeAboveTheNextStep(t *testing.T) {
	want := `01-listen · Listen                                       2/5
✓ promise 0                                 01-listen/spec-0
○ promise 1                                 01-listen/spec-1
✗ promise 3                                 01-listen/spec-3
✓ promise 4                                 01-listen/spec-4
a note

✗ promise 2                                 01-listen/spec-2
    what is wrong with 2
    lessons/01-listen/server.go:7 · make hint LESSON=01

Next: …
`
	for _, rows := range []int{0, 24} {
		if got := shown(screen.Screen{Rows: rows}, verdict("kubbk")); got != want {
			t.Errorf("of %d lines:\n%s", rows, got)
		}
	}
}

func TestWhatFitsIsShownAndTheRestIsCounted(t *testing.T) {
	for name, c := range map[string]struct {
		promises string
		says     []string
	}{
		"many kept":    {strings.Repeat("k", 60), []string{"✓ 60 promises kept\na note\n"}},
		"kept and one": {strings.Repeat("k", 59) + "b", []string{"✓ 59 promises kept\na note\n\n✗ promise 59"}},
		"all unwritten": {strings.Repeat("u", 60), []string{
			"○ promise 0", "○ … and 43 more: `make check LESSON=01 FULL=1` shows all\n",
		}},
		"written halves": {strings.Repeat("k", 30) + strings.Repeat("u", 20) + "b",
			[]string{"✓ 30 promises kept\n○ promise 30"}},
		"all broken": {strings.Repeat("b", 60), []string{"✗ promise 1 ", "✗ … and 46 more"}},
		"of each": {strings.Repeat("kub", 20), []string{
			"✓ 20 promises kept\n○ 20 wait for Join\n✗ promise 5 ", "✗ … and ",
		}},
		"the same": {strings.Repeat("s", 11), []string{"(and 10 more ✗ say the same)\n\nNext"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := shown(screen.Screen{Rows: 24}, verdict(c.promises))
			if lines := strings.Count(got, "\n"); lines > 22 {
				t.Errorf("%d lines", lines)
			}
			for _, say := range c.says {
				if !strings.Contains(got, say) {
					t.Errorf("%q is missing in\n%s", say, got)
				}
			}
		})
	}
}

func TestFullShowsEveryBrokenPromiseWhole(t *testing.T) {
	got := shown(screen.Screen{Rows: 24, Full: true}, verdict(strings.Repeat("b", 40)))
	for i := range 40 {
		if !strings.Contains(got, fmt.Sprintf("what is wrong with %d\n", i)) {
			t.Fatalf("%d is missing in\n%s", i, got)
		}
	}
	if !strings.HasSuffix(got,
		"what is wrong with 0\n    lessons/01-listen/server.go:7 · make hint LESSON=01\n\nNext: …\n") {
		t.Errorf("the first is not the last:\n%s", got)
	}
}

func TestALongMessageLeavesRoomForItsPlaceAndTheNextStep(t *testing.T) {
	v := verdict("b")
	v.Records[0].Message = strings.Repeat("one more line\n", 50) + "\x1b[2J"
	got := shown(screen.Screen{Rows: 24}, v)
	if lines := strings.Count(got, "\n"); lines > 22 ||
		!strings.Contains(got, "more lines: `make check LESSON=01 FULL=1`\n    lessons/01-listen/server.go:7") {
		t.Errorf("%d lines:\n%s", lines, got)
	}
	if got := shown(screen.Screen{}, v); strings.Contains(got, "\x1b") || strings.Count(got, "one more line") != 50 {
		t.Errorf("where nothing scrolls away:\n%s", got)
	}
}

func TestOneOfSeveralLessonsTakesOneLine(t *testing.T) {
	broken := verdict("")
	broken.Records = []course.Record{{Lesson: "01-listen", Status: course.CompileError}}
	for want, v := range map[string]session.Outcome{
		"✓ 01-listen · 监听                3/3\n": verdict("kkk"),
		"○ 01-listen · 监听                1/3\n": verdict("kuu"),
		"✗ 01-listen · 监听                1/3\n": verdict("kub"),
		"✗ 01-listen · 监听         编译不通过\n":      broken,
	} {
		var out strings.Builder
		screen.Screen{Printer: course.Printer{Out: &out, Width: 37, Lang: course.Chinese}}.Row(v)
		if out.String() != want {
			t.Errorf("got  %swant %s", out.String(), want)
		}
	}
}
