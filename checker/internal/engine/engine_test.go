package engine

import (
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

var twoLessons = []syllabus.Lesson{
	{Name: "01-listen", Files: []string{"server.go", "client.go"}, Imports: []string{"net"}},
	{Name: "02-connect", Files: []string{"client.go"}},
}

var twoAnswers = answer.Set{answer.Of(twoLessons[0], nil), answer.Of(twoLessons[1], nil)}

func TestTheCompilersWordsGoToTheLessonTheyAreAbout(t *testing.T) {
	for name, c := range map[string]struct {
		output string
		want   map[string]string // lesson → place
	}{
		"one lesson": {"# handshake/lessons/01-listen\nlessons/01-listen/server.go:6:14: undefined: oops\n",
			map[string]string{"01-listen": "lessons/01-listen/server.go:6:14"}},
		"both": {"# handshake/lessons/01-listen\nlessons/01-listen/server.go:6:14: undefined: a\n# " +
			"handshake/lessons/02-connect\nlessons/02-connect/client.go:3:1: undefined: b\n",
			map[string]string{
				"01-listen":  "lessons/01-listen/server.go:6:14",
				"02-connect": "lessons/02-connect/client.go:3:1",
			}},
		"seen by a spec": {"# handshake/lessons/internal/suite/01-listen\n" +
			"lessons/internal/suite/01-listen/server_spec.go:15:20: too many arguments\n\thave (string)\n\twant ()\n",
			map[string]string{"01-listen": "lessons/01-listen/server_test.go:15:20"}},
		"an import": {"lessons/01-listen/server.go:3:8: package nowhere is not in std\n", map[string]string{
			"01-listen": "lessons/01-listen/server.go:3:8",
		}},
		"two packages": {"found packages listen (client.go) and other (server.go) in " +
			"/home/me/handshake/lessons/01-listen\n",
			map[string]string{"01-listen": ""}},
		"its end": {"# handshake/lessons/01-listen\nlessons/01-listen/server.go:6:14: undefined: a\n" +
			"lessons/01-listen/server.go:6:14: too many errors\n",
			map[string]string{"01-listen": "lessons/01-listen/server.go:6:14"}},
		"nobody's fault":  {"go: no space left on device\n", nil},
		"another program": {"# handshake/checker\nchecker/main.go:3:1: undefined: x\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			said := blame(c.output, twoAnswers)
			if len(said) != len(c.want) {
				t.Fatalf("got %+v", said)
			}
			for lesson, complaints := range said {
				if place, ok := c.want[lesson]; !ok || len(complaints) != 1 || complaints[0].place() != place ||
					strings.Contains(complaints[0].says, "internal/suite") {
					t.Errorf("got %+v", complaints)
				}
			}
		})
	}
}

// answered is an answer to the first lesson.
func answered(server string) answer.Answer {
	return answer.Of(twoLessons[0], map[string][]byte{
		"server.go": []byte(server), "client.go": []byte("package listen\n")})
}

func TestCrashesAreToldApart(t *testing.T) {
	began := course.Record{Lesson: "01-listen", Spec: "taken", Title: course.Text{En: "a", Zh: "甲"}}
	const trace = "\n\ngoroutine 7 [running]:\nhandshake/lessons/01-listen.Listen(...)\n" +
		"\t/x/lessons/01-listen/server.go:4 +0x1\nhandshake/lessons/01-listen_test.init()\n" +
		"\t/x/lessons/01-listen/server_test.go:9\n"
	for name, c := range map[string]struct {
		end    ends
		source string
		status course.Status
		says   string
		place  string
		todo   string
	}{
		"a stack before": {end: ends{stderr: "note\n/x/lessons/01-listen/client.go:9\npanic: boom" + trace},
			status: course.Crashed, says: "boom", place: "lessons/01-listen/server.go:4"},
		"panic": {end: ends{stderr: "panic: boom" + trace}, status: course.Crashed, says: "boom",
			place: "lessons/01-listen/server.go:4"},
		"fatal error": {end: ends{stderr: "fatal error: concurrent map writes" + trace}, status: course.Crashed,
			says: "runtime found your code in a state it cannot go on from, and ended the whole program: " +
				"concurrent map writes",
			place: "lessons/01-listen/server.go:4"},
		"no recursion": {end: ends{stderr: "panic: stack overflow" + trace}, status: course.Crashed,
			says:  "panicked where nobody could catch it, and the whole program ended: stack overflow",
			place: "lessons/01-listen/server.go:4"},
		"recursion": {end: ends{stderr: "fatal error: stack overflow" + trace}, status: course.Crashed,
			says: "calls itself again and again", place: "lessons/01-listen/server.go:4"},
		"nothing": {end: ends{
			stderr: "panic: panic called with nil argument (use GODEBUG=panicnil=1 to disable)" + trace,
		},
			status: course.Crashed, says: "the whole program ended: panic(nil), which tells nobody",
			place: "lessons/01-listen/server.go:4"},
		"Goexit": {end: ends{stderr: "panic: test executed panic(nil) or runtime.Goexit" + trace},
			status: course.Crashed, says: "the whole program ended: runtime.Goexit, which ends the goroutine",
			place: "lessons/01-listen/server.go:4"},
		"stub": {end: ends{stderr: "panic: TODO: Listen" + trace}, status: course.Failed,
			place: "lessons/01-listen/server.go:4", todo: "Listen"},
		"data race": {end: ends{stderr: "==================\nWARNING: DATA RACE" + trace}, status: course.Crashed,
			says: "data race", place: "lessons/01-listen/server.go:4"},
		"stuck": {end: ends{stuck: true}, status: course.Timeout, says: "busy", place: "lessons/01-listen"},
		"exit": {source: "package listen\n\nimport \"os\"\n\nfunc f() {\n\tos.Exit(1)\n}\n",
			status: course.Crashed, says: "os.Exit ends the whole program", place: "lessons/01-listen/server.go:6"},
		"silent end": {status: course.Crashed, says: "ended in the middle", place: "lessons/01-listen"},
	} {
		t.Run(name, func(t *testing.T) {
			source := c.source
			if source == "" {
				source = "package listen\n"
			}
			c.end.began = &began
			r := crash(answered(source), c.end, course.English)
			if r.Spec != "taken" || r.Status != c.status || !strings.Contains(r.Message, c.says) ||
				r.Place != c.place || r.Unwritten != c.todo {
				t.Errorf("got %+v", r)
			}
			if strings.Contains(r.Message, "_test.go") {
				t.Errorf("a spec's line is blamed: %s", r.Message)
			}
		})
	}
}

func TestOutputIsCappedInTheMiddle(t *testing.T) {
	var c capped
	for range 100 {
		if _, err := c.Write([]byte(strings.Repeat("x", half/10))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Write([]byte("the end")); err != nil {
		t.Fatal(err)
	}
	if text := c.String(); len(text) > 3*half || !strings.HasPrefix(text, "xxx") ||
		!strings.HasSuffix(text, "the end") {
		t.Errorf("%d bytes are kept", len(text))
	}
}
