package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// The elements and attributes of JUnit XML that continuous integration reads.
type (
	testSuite struct {
		XMLName    xml.Name    `xml:"testsuite"`
		Name       string      `xml:"name,attr"`
		Tests      int         `xml:"tests,attr"`
		Failures   int         `xml:"failures,attr"`
		Errors     int         `xml:"errors,attr"`
		Skipped    int         `xml:"skipped,attr"`
		Time       string      `xml:"time,attr"`
		Properties *properties `xml:"properties"`
		Cases      []testCase
	}
	properties struct {
		Property []property `xml:"property"`
	}
	property struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	testCase struct {
		XMLName   xml.Name `xml:"testcase"`
		ClassName string   `xml:"classname,attr"`
		Name      string   `xml:"name,attr"`
		File      string   `xml:"file,attr,omitempty"`
		Time      string   `xml:"time,attr"`
		Failure   *problem `xml:"failure"`
		Error     *problem `xml:"error"`
		Skipped   *problem `xml:"skipped"`
	}
	problem struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the verdicts as JUnit XML: a suite per lesson, a case per spec.
func JUnit(w io.Writer, lang course.Lang, verdicts []engine.Verdict) error {
	return suites(w, func(each func(testSuite) error) error {
		for _, v := range verdicts {
			suite := testSuite{Name: v.Lesson.Name}
			total := 0.0
			for _, r := range v.Records {
				total += r.Seconds
				c := testCase{ClassName: r.Lesson, Name: r.Title.In(lang), File: r.Place, Time: seconds(r.Seconds)}
				suite.add(c, r.Status, problem{Message: r.Name(), Type: string(r.Status), Text: r.Message})
			}
			suite.Time = seconds(total)
			if err := each(suite); err != nil {
				return err
			}
		}
		return nil
	})
}

// junit writes the class as JUnit XML: a suite per student, a case per spec, by the name that
// the spec has for ever.
func (c Class) junit(w io.Writer) error {
	return suites(w, func(each func(testSuite) error) error {
		for s, err := range c.Sheets() {
			if err != nil {
				return err
			}
			if err := each(c.suite(c.feedback(s))); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c Class) suite(f feedback) testSuite {
	suite := testSuite{Name: f.Student, Properties: &properties{[]property{
		{"grader", f.Grader}, {"go", f.Go}, {"race", fmt.Sprint(f.Race)}, {"sandboxed", fmt.Sprint(f.Sandboxed)},
		{"score", fmt.Sprint(f.Score)}, {"max", fmt.Sprint(f.Max)}, {"pending", fmt.Sprint(f.Pending)},
	}}}
	total := 0.0
	for i, l := range f.Lessons {
		for _, s := range l.Specs {
			total += s.seconds
			status, text := s.Status, s.Message
			if !l.judged {
				status, text = l.Status, under(l.Say, l.Message, l.machine)
			}
			at := s.Place
			if at == "" && len(c.Manifest.Lessons[i].Files) > 0 {
				at = "lessons/" + l.Lesson + "/" + c.Manifest.Lessons[i].Files[0]
			}
			file, _, _ := strings.Cut(at, ":")
			suite.add(testCase{ClassName: l.Lesson, Name: s.Spec, File: file, Time: seconds(s.seconds)}, status,
				problem{Message: first(text), Type: string(status), Text: text})
		}
	}
	suite.Time = seconds(total)
	return suite
}

// suites writes one document of all the suites that are handed to each, one after the other.
func suites(w io.Writer, all func(each func(testSuite) error) error) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", "  ")
	whole := xml.StartElement{Name: xml.Name{Local: "testsuites"}}
	if err := out.EncodeToken(whole); err != nil {
		return err
	}
	if err := all(func(s testSuite) error { return out.Encode(s) }); err != nil {
		return err
	}
	if err := out.EncodeToken(whole.End()); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// add counts the case in and says what troubles it.
func (s *testSuite) add(c testCase, status course.Status, trouble problem) {
	trouble.Text = course.Sanitize(trouble.Text)
	s.Tests++
	switch status {
	case course.Passed:
	case course.Skipped, course.NotRun:
		s.Skipped++
		c.Skipped = &trouble
	case course.Failed:
		s.Failures++
		c.Failure = &trouble
	default:
		s.Errors++
		c.Error = &trouble
	}
	s.Cases = append(s.Cases, c)
}

func seconds(s float64) string { return fmt.Sprintf("%.3f", s) }
