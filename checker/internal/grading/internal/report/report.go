// Package report writes the marks of a class for people and for programs, with the feedback to hand
// back.
//
// Names and messages come from students and mean harm until proved otherwise: every format
// makes them harmless in its own way. What a class is worth and what its promises are called
// comes from the manifest alone.
package report

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// Class is what the reports about a class are made from.
type Class struct {
	Manifest class.Manifest
	Lang     course.Lang // of what is not written for one student
	// Sheets reads the class from its beginning, in the same order each time. One sheet at a
	// time is held in memory.
	Sheets func() iter.Seq2[class.Sheet, error]
	Strays []course.Text // files that belong to nobody, and why
	// FileName is a student's name as a file may be called.
	FileName func(student string) string
	// Equal are the answers that are equal, which no student is told.
	Equal []class.Equal
}

// The formats of Write, and the files that they are.
const (
	CSV       = "csv"         // grades.csv, totals.csv and equal.csv
	HTML      = "html"        // report.html and students/<name>.{html,md,json}
	XML       = "junit"       // junit.xml
	Markdown  = "github"      // summary.md
	Scope     = "gradescope"  // results.json, of one submission
	Classroom = "classroom50" // result.json, of one submission
)

// Formats are the names that Write knows.
var Formats = []string{CSV, HTML, XML, Markdown, Scope, Classroom}

// Write writes the class into the folder dir in the formats that are asked for. Each file is
// complete when it gets its name, and private to its owner. A pending sheet is an error only
// of the formats for a single submission: ErrPending.
func Write(dir string, c Class, formats []string) error {
	for _, format := range formats {
		if !slices.Contains(Formats, format) {
			return fmt.Errorf("no format %q; there are %s", format, strings.Join(Formats, ", "))
		}
	}
	for _, format := range formats {
		if err := c.write(dir, format); err != nil {
			return fmt.Errorf("%s: %w", format, err)
		}
	}
	return nil
}

func (c Class) write(dir, format string) error {
	file := func(name string, fill func(io.Writer) error) error { return create(filepath.Join(dir, name), fill) }
	switch format {
	case CSV:
		return c.csv(dir)
	case HTML:
		return c.html(dir)
	case XML:
		return file("junit.xml", c.junit)
	case Markdown:
		return file("summary.md", func(w io.Writer) error { return Summary(w, c) })
	}
	sheet, err := c.single()
	if err != nil {
		return err
	}
	if format == Scope {
		return file("results.json", func(w io.Writer) error { return Gradescope(w, c.Manifest, sheet) })
	}
	return file("result.json", func(w io.Writer) error {
		return Classroom50(w, c.Manifest, sheet, os.Getenv, time.Now())
	})
}

// single is the only sheet of the class.
func (c Class) single() (sheet class.Sheet, err error) {
	n := 0
	for s, err := range c.Sheets() {
		if err != nil {
			return s, err
		}
		sheet = s
		n++
	}
	if n != 1 {
		return sheet, fmt.Errorf("it is for one submission, and there are %d", n)
	}
	return sheet, nil
}
