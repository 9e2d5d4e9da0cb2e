package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"

	"handshake/checker/internal/grading/internal/class"
)

// byteOrderMark tells spreadsheets that a file is UTF-8; without it Excel shows Chinese names
// as rubbish. Learning platforms and CSV libraries pass over it.
const byteOrderMark = "\uFEFF"

var (
	gradeColumns = []string{"student", "name", "lesson", "score", "max", "status", "hash", "grader", "lang", "override"}
	totalColumns = []string{"student", "name", "email", "score", "max", "percent", "pending", "late_days", "final"}
)

// csv writes grades.csv, a row for each student and lesson, and totals.csv, a row for each
// student, as RFC 4180 has it. A score that is pending is an empty cell, never a zero.
func (c Class) csv(dir string) error {
	err := create(filepath.Join(dir, "grades.csv"), func(w io.Writer) error {
		return c.table(w, gradeColumns, c.gradeRows)
	})
	if err != nil {
		return err
	}
	err = create(filepath.Join(dir, "totals.csv"), func(w io.Writer) error {
		return c.table(w, totalColumns, c.totalRow)
	})
	if err != nil {
		return err
	}
	return c.equalCSV(dir)
}

func (c Class) table(w io.Writer, columns []string, rows func(class.Sheet) [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for s, err := range c.Sheets() {
		if err != nil {
			return err
		}
		if err := out.WriteAll(rows(s)); err != nil {
			return err
		}
	}
	return out.Error()
}

func (c Class) gradeRows(s class.Sheet) (rows [][]string) {
	for _, l := range c.Manifest.Lessons {
		a := answerTo(l, s)
		score, override := strconv.Itoa(a.Score), ""
		if a.Pending() {
			score = ""
		}
		if a.Override != nil {
			if override = cell(a.Override.Reason); override == "" {
				override = "yes"
			}
		}
		rows = append(rows, []string{cell(s.Student), cell(s.Name), l.Name, score, strconv.Itoa(a.Max),
			cell(string(a.Status)), cell(a.Hash), cell(c.Manifest.Grader), cell(string(a.Lang)), override})
	}
	return rows
}

func (c Class) totalRow(s class.Sheet) [][]string {
	f := c.feedback(s)
	score, final := strconv.Itoa(f.Score), fmt.Sprintf("%.1f", s.Late.Leaves(f.Score))
	if f.Pending > 0 {
		score, final = "", ""
	}
	return [][]string{{cell(s.Student), cell(s.Name), cell(s.Email), score, strconv.Itoa(f.Max), f.Share(), strconv.Itoa(f.Pending),
		strconv.Itoa(s.Late.Days), final}}
}

// formula is what a spreadsheet calculates: a sign at the beginning of a cell, or after
// something that it may take for the end of one.
var formula = regexp.MustCompile(`(^|[,;|])([ "']*)([=+\-@＝＋－＠])`)

// cell is text that no spreadsheet takes for a formula, on one line.
func cell(text string) string { return formula.ReplaceAllString(line(text), "$1$2'$3") }
