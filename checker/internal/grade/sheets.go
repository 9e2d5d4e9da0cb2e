package grade

import (
	"cmp"
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
// the students are, the points that were given by hand, and who was late.
type Class struct {
	Plan      Plan
	Journal   *Journal
	Lang      course.Lang // of whom nobody knows a language
	Overrides Overrides
	Deadline  *Deadline // nil without one
}

// Sheets are the sheets of the plan's part of the class, in alphabetical order; who handed in
// nothing has one, too. Where there is a roster, nobody else has: what was judged before there was
// one may be there under other names. The journal is read anew each time, a student at a time.
func (c *Class) Sheets() iter.Seq2[class.Sheet, error] {
	students := slices.DeleteFunc(slices.Clone(c.Plan.Class), func(s string) bool {
		return c.Plan.Shards > 1 && ShardOf(s, c.Plan.Shards) != c.Plan.Shard
	})
	for _, s := range c.Journal.Students() {
		if _, known := slices.BinarySearch(c.Plan.Class, s); !known && len(c.Plan.Roster) == 0 {
			students = append(students, s) // has been taken out of the class since
		}
	}
	slices.Sort(students)
	listed := map[string]submission.Student{}
	for _, s := range c.Plan.Roster {
		listed[s.ID] = s
	}
	return func(yield func(class.Sheet, error) bool) {
		for _, student := range students {
			sheet, err := c.sheet(student, cmp.Or(listed[student].Lang, c.Lang))
			sheet.Name, sheet.Email = listed[student].Name, listed[student].Email
			if !yield(sheet, err) || err != nil {
				return
			}
		}
	}
}

// sheet is one student's. What was handed in has been judged in its language already; lang is
// for who handed in nothing.
func (c *Class) sheet(student string, lang course.Lang) (class.Sheet, error) {
	e, _, err := c.Journal.Last(student)
	if err != nil {
		return class.Sheet{}, err
	}
	e.Lang = cmp.Or(e.Lang, lang)
	s := class.Sheet{Student: student, Lang: e.Lang, Source: e.Source, Hash: e.Hash, Problem: e.Problem, Notes: e.Notes, Late: c.Deadline.Late(student)}
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

// readTable hands each row of a table to take, without the spaces around its cells; a first
// line that begins with "student" is one of headings. What take finds wrong with a row, or what
// is no CSV at all, is a LineError.
func readTable(file, columns string, take func(row []string) *course.Text) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows := csv.NewReader(transform.NewReader(f, unicode.BOMOverride(encoding.Nop.NewDecoder())))
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	for first := true; ; first = false {
		row, err := rows.Read()
		var parse *csv.ParseError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &parse):
			return &LineError{file, parse.Line, course.Text{
				En: fmt.Sprintf("not a line of %s: %v", columns, parse.Err),
				Zh: fmt.Sprintf("这一行不是 %s：%v", columns, parse.Err)}}
		case err != nil:
			return err
		}
		line, _ := rows.FieldPos(0)
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if first && strings.EqualFold(row[0], "student") {
			continue
		}
		if what := take(row); what != nil {
			return &LineError{file, line, *what}
		}
	}
}

// nobody is a student who is not in the class.
func nobody(student string) *course.Text {
	return &course.Text{En: fmt.Sprintf("nobody in this class is called %q", student), Zh: fmt.Sprintf("班上没有 %q", student)}
}

// ReadOverrides reads a table of student, lesson, points and reason, with or without a line
// of headings. A file that is not there holds none.
func ReadOverrides(file string, p Plan) (Overrides, error) {
	overrides := Overrides{}
	err := readTable(file, "student,lesson,points,reason", func(row []string) *course.Text {
		if len(row) < 4 || row[3] == "" {
			return &course.Text{
				En: "four columns are wanted: student,lesson,points,reason; the reason must not be empty",
				Zh: "应有四列：student,lesson,points,reason，理由不能空着"}
		}
		student, lesson := row[0], row[1]
		points, err := strconv.Atoi(row[2])
		graded := slices.IndexFunc(p.Lessons, func(l class.Lesson) bool { return l.Name == lesson })
		switch {
		case err != nil || points < 0:
			return &course.Text{En: fmt.Sprintf("%q is not a number of points", row[2]), Zh: fmt.Sprintf("%q 不是分数", row[2])}
		case graded < 0:
			return &course.Text{En: fmt.Sprintf("%q is not a graded lesson", lesson), Zh: fmt.Sprintf("%q 不是要评分的课", lesson)}
		case points > p.Lessons[graded].Max():
			most := p.Lessons[graded].Max()
			return &course.Text{
				En: fmt.Sprintf("%d points are more than %s is worth, which is %d", points, lesson, most),
				Zh: fmt.Sprintf("%s 一共只值 %d 分，不能给 %d 分", lesson, most, points)}
		case !slices.Contains(p.Class, student):
			return nobody(student)
		}
		if _, twice := overrides[of{student, lesson}]; twice {
			return &course.Text{En: fmt.Sprintf("%s, %s: given twice", student, lesson), Zh: fmt.Sprintf("%s、%s：写了两次", student, lesson)}
		}
		overrides[of{student, lesson}] = class.Override{Points: points, Reason: row[3]}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return overrides, nil
}
