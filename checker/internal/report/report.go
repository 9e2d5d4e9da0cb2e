// Package report writes verdicts for people and for programs.
package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// JSON writes one object a line, one per spec.
func JSON(w io.Writer, v engine.Verdict) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, r := range v.Records {
		if err := lines.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

type testSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Suites  []testSuite
}

type testSuite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Time     string   `xml:"time,attr"`
	Cases    []testCase
}

type testCase struct {
	XMLName   xml.Name `xml:"testcase"`
	ClassName string   `xml:"classname,attr"`
	Name      string   `xml:"name,attr"`
	File      string   `xml:"file,attr,omitempty"`
	Time      string   `xml:"time,attr"`
	Failure   *problem `xml:"failure"`
	Error     *problem `xml:"error"`
	Skipped   *problem `xml:"skipped"`
}

type problem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// JUnit writes the verdicts as JUnit XML: a suite per lesson, a case per spec.
func JUnit(w io.Writer, lang course.Lang, verdicts []engine.Verdict) error {
	var all testSuites
	for _, v := range verdicts {
		suite := testSuite{Name: v.Lesson.Name, Tests: len(v.Records)}
		total := 0.0
		for _, r := range v.Records {
			total += r.Seconds
			suite.Cases = append(suite.Cases, caseOf(r, lang, &suite))
		}
		suite.Time = seconds(total)
		all.Suites = append(all.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", "  ")
	if err := out.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func caseOf(r course.Record, lang course.Lang, suite *testSuite) testCase {
	c := testCase{ClassName: r.Lesson, Name: r.Title.In(lang), File: r.Place, Time: seconds(r.Seconds)}
	trouble := &problem{Message: r.Name(), Type: string(r.Status), Text: r.Message}
	switch r.Status {
	case course.Passed:
	case course.Skipped, course.NotRun:
		suite.Skipped++
		c.Skipped = trouble
	case course.Failed:
		suite.Failures++
		c.Failure = trouble
	default:
		suite.Errors++
		c.Error = trouble
	}
	return c
}

func seconds(s float64) string { return fmt.Sprintf("%.3f", s) }
