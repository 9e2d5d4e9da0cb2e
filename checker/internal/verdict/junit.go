// Package verdict writes verdicts for programs: those of a check, and, as far as JUnit XML goes,
// those of a class.
package verdict

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// Suite is an element of JUnit XML: some cases that belong together. Set and Add fill it.
type Suite struct {
	XMLName    xml.Name    `xml:"testsuite"`
	Name       string      `xml:"name,attr"`
	Tests      int         `xml:"tests,attr"`
	Failures   int         `xml:"failures,attr"`
	Errors     int         `xml:"errors,attr"`
	Skipped    int         `xml:"skipped,attr"`
	Time       Seconds     `xml:"time,attr"` // of all cases
	Properties *properties `xml:"properties"`
	Cases      []Case
}

// Case is what became of one promise.
type Case struct {
	XMLName   xml.Name `xml:"testcase"`
	ClassName string   `xml:"classname,attr"`
	Name      string   `xml:"name,attr"`
	File      string   `xml:"file,attr,omitempty"`
	Time      Seconds  `xml:"time,attr"`
	Failure   *problem `xml:"failure"`
	Error     *problem `xml:"error"`
	Skipped   *problem `xml:"skipped"`
}

type (
	properties struct {
		Property []property `xml:"property"`
	}
	property struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	problem struct {
		Message string        `xml:"message,attr"`
		Type    course.Status `xml:"type,attr,omitempty"`
		Text    string        `xml:",chardata"`
	}
)

// Seconds are written to the millisecond.
type Seconds float64

// MarshalText writes them.
func (s Seconds) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%.3f", float64(s)), nil }

// Set gives the suite a property.
func (s *Suite) Set(name string, value any) {
	if s.Properties == nil {
		s.Properties = &properties{}
	}
	s.Properties.Property = append(s.Properties.Property, property{name, fmt.Sprint(value)})
}

// Add counts a case in. Unless it has passed, message says in a line what troubles it, and text in
// full.
func (s *Suite) Add(c Case, status course.Status, message, text string) {
	trouble := &problem{message, status, course.Sanitize(text)}
	s.Tests++
	s.Time += c.Time
	switch status {
	case course.Passed:
	case course.Skipped, course.NotRun:
		s.Skipped++
		c.Skipped = trouble
	case course.Failed:
		s.Failures++
		c.Failure = trouble
	default:
		s.Errors++
		c.Error = trouble
	}
	s.Cases = append(s.Cases, c)
}

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

// JUnit writes the verdicts as JUnit XML: a suite per lesson, a case per spec.
func JUnit(w io.Writer, lang course.Lang, verdicts []engine.Verdict) error {
	return Suites(w, func(each func(Suite) error) error {
		for _, v := range verdicts {
			suite := Suite{Name: v.Lesson.Name}
			for _, r := range v.Records {
				c := Case{ClassName: r.Lesson, Name: r.Title.In(lang), File: r.Place, Time: Seconds(r.Seconds)}
				suite.Add(c, r.Status, r.Name(), r.Message)
			}
			if err := each(suite); err != nil {
				return err
			}
		}
		return nil
	})
}

// Suites writes one document of all the suites that are handed to each, one after the other.
func Suites(w io.Writer, all func(each func(Suite) error) error) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", "  ")
	whole := xml.StartElement{Name: xml.Name{Local: "testsuites"}}
	if err := out.EncodeToken(whole); err != nil {
		return err
	}
	if err := all(func(s Suite) error { return out.Encode(s) }); err != nil {
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
