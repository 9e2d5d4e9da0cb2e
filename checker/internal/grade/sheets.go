package grade

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"handshake/checker/internal/class"
	"handshake/checker/internal/submission"
	"handshake/internal/course"
)

// Class is everything that is known once the grading is done: what the journal holds, who
// the students are, and the points that were given by hand.
type Class struct {
	Plan      Plan
	Journal   *Journal
	Roster    *submission.Roster // nil without one
	Overrides Overrides
}

// Sheets are the students' sheets, in alphabetical order; who handed in nothing has one, too.
// The journal is read anew each time, a student at a time.
func (c *Class) Sheets() iter.Seq2[class.Sheet, error] {
	students := slices.Clone(c.Plan.Class)
	for _, s := range c.Journal.Students() {
		if _, known := slices.BinarySearch(c.Plan.Class, s); !known {
			students = append(students, s) // has been taken out of the class since
		}
	}
	slices.Sort(students)
	listed := map[string]submission.Student{}
	if c.Roster != nil {
		for _, s := range c.Roster.Students {
			listed[s.ID] = s
		}
	}
	return func(yield func(class.Sheet, error) bool) {
		for _, student := range students {
			sheet, err := c.sheet(student)
			sheet.Name, sheet.Email = listed[student].Name, listed[student].Email
			if !yield(sheet, err) || err != nil {
				return
			}
		}
	}
}

func (c *Class) sheet(student string) (class.Sheet, error) {
	e, known, err := c.Journal.Last(student)
	if err != nil {
		return class.Sheet{}, err
	}
	s := class.Sheet{Student: student, Lang: e.Lang, Source: e.Source, Hash: e.Hash, Problem: e.Problem, Notes: e.Notes}
	if !known {
		s.Problem = &course.Text{En: "nothing was handed in", Zh: "没有交作业"}
	}
	for _, l := range c.Plan.Lessons {
		a := class.Answer{Result: class.Result{Student: student, Lesson: l.Name, Status: course.NotRun, Lang: e.Lang}, Max: l.Max()}
		if i := slices.IndexFunc(e.Results, func(r class.Result) bool { return r.Lesson == l.Name }); i >= 0 {
			a.Result = e.Results[i]
			a.Score = class.Score(l, a.Records)
		}
		if o, by := c.Overrides[of{student, l.Name}]; by {
			a.Override, a.Score = &o, o.Points
		}
		s.Answers = append(s.Answers, a)
	}
	return s, nil
}

// Overrides are points that a person has given, by student and lesson.
type Overrides map[of]class.Override

type of struct{ student, lesson string }

// OverridesFile is where points are given by hand, in the folder of results. Nobody but the
// teacher writes it.
const OverridesFile = "overrides.csv"

// LineError is a line of a table that cannot be used.
type LineError struct {
	File string
	Line int
	What course.Text
}

func (e *LineError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What.En)
}

// In is the error in lang.
func (e *LineError) In(lang course.Lang) string {
	at := fmt.Sprintf("%s:%d", e.File, e.Line)
	return course.Text{En: at + ": " + e.What.En, Zh: at + "：" + e.What.Zh}.In(lang)
}

// ReadOverrides reads a table of student, lesson, points and reason, with or without a line
// of headings. A file that is not there holds none.
func ReadOverrides(file string, p Plan) (Overrides, error) {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	overrides := Overrides{}
	rows := csv.NewReader(transform.NewReader(f, unicode.BOMOverride(encoding.Nop.NewDecoder())))
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return overrides, nil
		}
		line, _ := rows.FieldPos(0)
		bad := func(en, zh string) (Overrides, error) {
			return nil, &LineError{file, line, course.Text{En: en, Zh: zh}}
		}
		if err != nil {
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				line = parse.Line
			}
			return bad(fmt.Sprintf("not a line of student,lesson,points,reason: %v", err), fmt.Sprintf("这一行不是 student,lesson,points,reason：%v", err))
		}
		if len(row) > 0 && strings.EqualFold(row[0], "student") && len(overrides) == 0 {
			continue
		}
		if len(row) < 4 || strings.TrimSpace(row[3]) == "" {
			return bad("four columns are wanted: student,lesson,points,reason; the reason must not be empty", "应有四列：student,lesson,points,reason，理由不能空着")
		}
		student, lesson := strings.TrimSpace(row[0]), strings.TrimSpace(row[1])
		points, err := strconv.Atoi(strings.TrimSpace(row[2]))
		switch {
		case err != nil || points < 0:
			return bad(fmt.Sprintf("%q is not a number of points", row[2]), fmt.Sprintf("%q 不是分数", row[2]))
		case !slices.ContainsFunc(p.Lessons, func(l class.Lesson) bool { return l.Name == lesson }):
			return bad(fmt.Sprintf("%q is not a graded lesson", lesson), fmt.Sprintf("%q 不是要评分的课", lesson))
		case !slices.Contains(p.Class, student):
			return bad(fmt.Sprintf("nobody in this class is called %q", student), fmt.Sprintf("班上没有 %q", student))
		}
		if _, twice := overrides[of{student, lesson}]; twice {
			return bad(fmt.Sprintf("%s, %s: given twice", student, lesson), fmt.Sprintf("%s、%s：写了两次", student, lesson))
		}
		overrides[of{student, lesson}] = class.Override{Points: points, Reason: strings.TrimSpace(row[3])}
	}
}
