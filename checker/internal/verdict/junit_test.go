package verdict_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/verdict"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func TestJSONLinesAndJUnitOfOneCheck(t *testing.T) {
	v := engine.Verdict{Lesson: syllabus.Lesson{Name: "01-listen"}, Records: []course.Record{
		{Lesson: "01-listen", Spec: "tells-port", Title: course.Text{En: "tells <the> port", Zh: "说出端口"},
			Status: course.Passed, Seconds: .25},
		{Lesson: "01-listen", Spec: "own-port", Title: course.Text{En: "own port", Zh: "各得一个"},
			Status: course.Failed, Message: "a\x00b", Place: "lessons/01-listen/server.go"},
	}}
	var lines, xml bytes.Buffer
	if err := errors.Join(verdict.JSON(&lines, v), verdict.JUnit(&xml, course.English,
		[]engine.Verdict{v})); err != nil {
		t.Fatal(err)
	}
	if got := lines.String(); strings.Count(got, "\n") != 2 ||
		!strings.HasPrefix(got, `{"lesson":"01-listen","spec":"tells-port","title":{"en":"tells <the> port"`) {
		t.Error(got)
	}
	for _, want := range []string{`<testsuite name="01-listen" tests="2" failures="1" errors="0" skipped="0" ` +
		`time="0.250">`,
		`<testcase classname="01-listen" name="tells &lt;the&gt; port" time="0.250">`,
		`message="01-listen/own-port" type="failed">a\x00b<`} {
		if !strings.Contains(xml.String(), want) {
			t.Errorf("%s is not in\n%s", want, xml.String())
		}
	}
}
