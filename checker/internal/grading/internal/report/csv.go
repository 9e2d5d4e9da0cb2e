package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
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

func (c Class) table(w io.Writer, columns []string, rows func(feedback) [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for f, err := range c.read() {
		if err != nil {
			return err
		}
		if err := out.WriteAll(rows(f)); err != nil {
			return err
		}
	}
	return out.Error()
}

func (c Class) gradeRows(f feedback) (rows [][]string) {
	for _, l := range f.Lessons {
		a := l.answer
		score, override := strconv.Itoa(a.Score), ""
		if a.Pending() {
			score = ""
		}
		if a.Override != nil {
			if override = escapeCell(a.Override.Reason); override == "" {
				override = "yes"
			}
		}
		rows = append(rows, []string{escapeCell(f.Student), escapeCell(f.Name), l.Lesson, score, strconv.Itoa(a.Max),
			escapeCell(string(a.Status)), escapeCell(a.Hash), escapeCell(f.Grader), escapeCell(string(a.Lang)),
			override})
	}
	return rows
}

func (c Class) totalRow(f feedback) [][]string {
	score, final := strconv.Itoa(f.Score), fmt.Sprintf("%.1f", f.sheet.Late.Leaves(f.Score))
	if f.Pending > 0 {
		score, final = "", ""
	}
	return [][]string{{escapeCell(f.Student), escapeCell(f.Name), escapeCell(f.sheet.Email), score,
		strconv.Itoa(f.Max), f.Share(), strconv.Itoa(f.Pending), strconv.Itoa(f.sheet.Late.Days), final}}
}

// formula is what a spreadsheet calculates: a sign at the beginning of a cell, or after
// something that it may take for the end of one.
var formula = regexp.MustCompile(`(^|[,;|])([ "']*)([=+\-@＝＋－＠])`)

// escapeCell is text that no spreadsheet takes for a formula.
func escapeCell(text string) string { return formula.ReplaceAllString(text, "$1$2'$3") }
