package report

import (
	"io"
	"strings"

	"handshake/checker/internal/verdict"
	"handshake/internal/course/syllabus"
)

// junit writes the class as JUnit XML: a suite per student, a case per spec, by the name that
// the spec has forever.
func (c Class) junit(w io.Writer) error {
	return verdict.Suites(w, func(each func(verdict.Suite) error) error {
		for f, err := range c.read() {
			if err != nil {
				return err
			}
			if err := each(c.suite(f)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c Class) suite(f feedback) verdict.Suite {
	suite := verdict.Suite{Name: f.Student}
	suite.Set("grader", f.Grader)
	suite.Set("go", f.Go)
	suite.Set("race", f.Race)
	suite.Set("sandboxed", f.Sandboxed)
	suite.Set("score", f.Score)
	suite.Set("max", f.Max)
	suite.Set("pending", f.Pending)
	for i, l := range f.Lessons {
		for _, s := range l.Specs {
			status, text := s.Status, s.Message
			if !l.judged {
				status, text = l.Status, joinLines(l.Say, l.Message, l.machine)
			}
			at := s.Place
			if at == "" && len(c.Manifest.Lessons[i].Files) > 0 {
				at = syllabus.Dir + "/" + l.Lesson + "/" + c.Manifest.Lessons[i].Files[0]
			}
			file, _, _ := strings.Cut(at, ":")
			suite.Add(
				verdict.Case{ClassName: l.Lesson, Name: s.Spec, File: file, Time: verdict.Seconds(s.record.Seconds)},
				status, first(text), text)
		}
	}
	return suite
}
