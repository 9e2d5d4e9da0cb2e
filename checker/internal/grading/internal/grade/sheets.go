package grade

import (
	"cmp"
	"errors"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/grading/internal/table"
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
	listed := map[string]roster.Student{}
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
	s := class.Sheet{Student: student, Lang: e.Lang, Source: e.Source, Hash: e.Hash,
		Problem: e.Problem, Notes: e.Notes, Late: c.Deadline.Late(student)}
	for _, l := range c.Plan.Lessons {
		a := class.Answer{Result: class.Result{Student: student, Lesson: l.Name, Status: course.NotRun, Lang: e.Lang},
			Max: l.Max()}
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

// readTable hands each row of a table to take, its cells in the order of columns, which are named
// with commas; the first is that of the students, as a roster may have it. A first line that names
// that may have all of them in any order, among others or in Chinese. What take finds wrong with a row, or
// what is no table at all, is a *table.Error.
func readTable(file, columns string, take func(row []string) *course.Text) error {
	rows, err := table.Read(file)
	if err != nil {
		return err
	}
	if len(rows) > 0 && roster.StudentColumn(rows[0].Cells) >= 0 {
		headings := rows[0]
		at := []int{roster.StudentColumn(headings.Cells)}
		for _, name := range strings.Split(columns, ",")[1:] {
			found, _ := table.Columns(headings.Cells, append([]string{name}, inChinese[name]...))
			if len(found) == 0 {
				return &table.Error{File: file, Line: headings.Line, What: course.Say(
					"there is no column %s; wanted are %s",
					"没有 %s 这一列；应有的列是 %s", name, columns)}
			}
			at = append(at, found[0])
		}
		rows = rows[1:]
		for i, row := range rows {
			inOrder := make([]string, len(at))
			for to, from := range at {
				if from < len(row.Cells) {
					inOrder[to] = row.Cells[from]
				}
			}
			rows[i].Cells = inOrder
		}
	}
	for _, row := range rows {
		if what := take(row.Cells); what != nil {
			return &table.Error{File: file, Line: row.Line, What: *what}
		}
	}
	return nil
}

// inChinese are the columns' names in Chinese.
var inChinese = map[string][]string{
	"submitted": {"提交时间", "时间"}, "lesson": {"课", "课程"}, "points": {"分数", "得分"}, "reason": {"理由", "原因"},
}

// nobody is a student who is not in the class.
func nobody(student string) *course.Text {
	return &course.Fail(nil, "nobody in this class is called %q", "班上没有 %q", student).Text
}

// ReadOverrides reads a table of student, lesson, points and reason, with or without a line
// of headings. A file that is not there holds none.
func ReadOverrides(file string, p Plan) (Overrides, error) {
	overrides := Overrides{}
	err := readTable(file, "student,lesson,points,reason", func(row []string) *course.Text {
		if len(row) < 4 || row[3] == "" {
			return &course.Fail(nil, "four columns are wanted: student,lesson,points,reason; the reason must not "+
				"be empty",
				"应有四列：student,lesson,points,reason，理由不能空着").Text
		}
		student, lesson := row[0], row[1]
		points, err := strconv.Atoi(row[2])
		graded := slices.IndexFunc(p.Lessons, func(l class.Lesson) bool { return l.Name == lesson })
		switch {
		case err != nil || points < 0:
			return &course.Fail(nil, "%q is not a number of points", "%q 不是分数", row[2]).Text
		case graded < 0:
			return &course.Fail(nil, "%q is not a graded lesson", "%q 不是要评分的课", lesson).Text
		case points > p.Lessons[graded].Max():
			most := p.Lessons[graded].Max()
			return &course.Fail(nil, "%d points are more than %s is worth, which is %d",
				"%[2]s 一共只值 %[3]d 分，不能给 %[1]d 分", points, lesson, most).Text
		case !slices.Contains(p.Class, student):
			return nobody(student)
		}
		if _, twice := overrides[of{student, lesson}]; twice {
			return &course.Fail(nil, "%s, %s: given twice", "%s、%s：写了两次", student, lesson).Text
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
