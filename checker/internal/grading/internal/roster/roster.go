// Package roster is who is who: the class as its teacher lists it, and whose each submission is.
package roster

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"handshake/checker/internal/grading/internal/submission"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
)

// Student is one line of the roster.
type Student struct {
	ID    string      `json:"student"`
	Name  string      `json:"name,omitempty"`
	Email string      `json:"email,omitempty"`
	Also  []string    `json:"-"`              // other ids in a file's name: a platform's numbers, a login
	Lang  course.Lang `json:"lang,omitempty"` // "" where the roster says nothing
	Line  int         `json:"-"`
}

// Roster is the class, in the order of its file.
type Roster struct {
	File     string
	Students []Student
}

// Read reads a table with the columns student, name, email and lang, of which all but the first may
// be missing. A line of headings puts them into any order, among others that are passed over: in our
// own words, or in those of Moodle, Canvas and Chinese registrars. The error, a *table.Error if it is
// about the table, names file and line.
func Read(file string) (*Roster, error) {
	rows, err := table.Read(file)
	if bad := (*table.Error)(nil); errors.As(err, &bad) {
		return nil, err
	} else if err != nil {
		return nil, submission.Unopened(file, err)
	}
	return rosterFrom(file, rows)
}

func rosterFrom(file string, rows []table.Row) (*Roster, error) {
	roster := &Roster{File: file}
	all, below, bad := headings(file, rows)
	if bad != nil {
		return nil, bad
	}
	lines := map[string]int{} // folded id → line
	for _, row := range below {
		s, problem := all.student(row.Cells)
		switch {
		case problem != nil:
			return nil, &table.Error{File: file, Line: row.Line, What: *problem}
		case s.ID == "":
			continue // a platform's own
		}
		s.Line = row.Line
		if before := lines[table.Fold(s.ID)]; before > 0 {
			return nil, &table.Error{File: file, Line: row.Line, What: course.Say(
				"%s stands in line %d already: delete one of the two",
				"%s 在第 %d 行已经出现过：请删去一行", submission.Show(s.ID), before)}
		}
		lines[table.Fold(s.ID)] = row.Line
		roster.Students = append(roster.Students, s)
	}
	if len(roster.Students) == 0 {
		return nil, &table.Error{File: file, What: course.Say(
			"names no student: write one a line (student,name,email,lang)",
			"里面没有学生：请一行写一个（student,name,email,lang）")}
	}
	return roster, nil
}

// The headings that count. The first of them that a table has is the one that is meant.
var (
	studentHeadings = []string{"student", "学生"} // the id, or the name where there is an id besides
	idHeadings      = []string{
		"sis user id", "id number", "student id", "student_id", "student number", "student no", "student no.",
		"学号", "学生学号", "学籍号", "学工号",
		"sis login id", "username", "user name", "login id", "login", "用户名", "id", "identifier"}
	nameHeadings  = []string{"name", "full name", "student name", "姓名", "学生姓名", "全名"}
	firstHeadings = []string{"first name", "given name", "名", "名字"}
	lastHeadings  = []string{"last name", "surname", "family name", "姓", "姓氏"}
	emailHeadings = []string{
		"email", "e-mail", "email address", "e-mail address", "mail",
		"邮箱", "邮箱地址", "电子邮箱", "电子邮件", "电子邮件地址", "email" + "地址"}
	langHeadings = []string{"lang", "language", "语言"}
)

// columns are where a table has what: numbers of columns, -1 for what it has not.
type columns struct {
	ids                            []int // the best first; where it is empty, the next one counts
	name, first, last, email, lang int
}

// titles is how many lines may stand above the headings.
const titles = 10

// headings finds the line of headings, and what is below it. Without one the columns are in the
// order in which they are documented.
func headings(file string, rows []table.Row) (columns, []table.Row, error) {
	headless, above := strange(rows), 0
	for i, row := range rows[:min(len(rows), titles)] {
		found, known, repeated := columnsOf(row.Cells)
		headless = headless || i == 0 && known > 0
		// A title above the headings fills fewer cells than they do; a student fills as many.
		filled := 0
		for _, cell := range row.Cells {
			if cell != "" {
				filled++
			}
		}
		if len(found.ids) == 0 || i > 0 && (known < 2 || filled <= above) {
			above = max(above, filled)
			continue
		}
		if repeated != "" {
			return found, nil, &table.Error{File: file, Line: row.Line, What: course.Say(
				"two columns are called %s: rename one",
				"有两列都叫 %s：请给其中一列改名", submission.Show(repeated))}
		}
		return found, rows[i+1:], nil
	}
	if headless {
		return columns{}, nil, &table.Error{File: file, Line: rows[0].Line, What: course.Say(
			"looks like a line of headings, and none of them is known for the students' ids: call that column student",
			"看起来是表头，却不知道哪一列是学号：请把那一列叫作 student")}
	}
	return columns{ids: []int{0}, name: 1, first: -1, last: -1, email: 2, lang: 3}, rows, nil
}

// strange reports whether the first line must be headings of an unknown kind: behind the first
// column it has something else where every other line has an address.
func strange(rows []table.Row) bool {
	if len(rows) < 2 {
		return false
	}
	for i, cell := range rows[0].Cells {
		if i == 0 || cell == "" || strings.Contains(cell, "@") {
			continue
		}
		other := func(r table.Row) bool { return i >= len(r.Cells) || !strings.Contains(r.Cells[i], "@") }
		if !slices.ContainsFunc(rows[1:], other) {
			return true
		}
	}
	return false
}

// columnsOf reads a line as headings: how many of them are known, and one that is there twice.
func columnsOf(cells []string) (found columns, known int, repeated string) {
	at := func(names []string) []int {
		all, twice := table.Columns(cells, names)
		known += len(all)
		repeated = cmp.Or(repeated, twice)
		return all
	}
	one := func(names []string) int {
		if all := at(names); len(all) > 0 {
			return all[0]
		}
		return -1
	}
	found = columns{ids: at(idHeadings), name: one(nameHeadings), first: one(firstHeadings), last: one(lastHeadings),
		email: one(emailHeadings), lang: one(langHeadings)}
	switch student := one(studentHeadings); {
	case student >= 0 && (len(found.ids) == 0 || found.name >= 0):
		found.ids = slices.Insert(found.ids, 0, student)
		return found, known, repeated
	case student >= 0:
		found.name = student // as Canvas has it
	}
	if found.email >= 0 && (len(found.ids) > 0 || known > 1) {
		found.ids = append(found.ids, found.email)
	}
	return found, known, repeated
}

// StudentColumn is the column of the students' ids where the cells of a line are headings, and -1
// where they are none.
func StudentColumn(cells []string) int {
	if found, _, _ := columnsOf(cells); len(found.ids) > 0 {
		return found.ids[0]
	}
	return -1
}

// ofPlatforms are rows of a gradebook that are no student's.
var ofPlatforms = []string{"points possible", "student, test", "test student"}

// student is one row, or what is wrong with it; without an id and without an error it is none.
func (c columns) student(cells []string) (Student, *course.Text) {
	cell := func(i int) string {
		if i >= 0 && i < len(cells) {
			return cells[i]
		}
		return ""
	}
	s := Student{Name: cmp.Or(cell(c.name), fullName(cell(c.first), cell(c.last))), Email: cell(c.email)}
	if slices.Contains(ofPlatforms, table.Fold(s.Name)) {
		return Student{}, nil
	}
	for _, i := range c.ids {
		switch id := cell(i); {
		case s.ID == "":
			s.ID = id
		case id != "" && i != c.email:
			// Moodle's is "Participant 1234", and 1234 is in the names of files.
			s.Also = append(s.Also, id[strings.LastIndex(id, " ")+1:])
		}
	}
	lang := cell(c.lang)
	switch known, ok := course.ParseLang(lang); {
	case s.ID == "":
		return s, &course.Fail(nil,
			"the student's id is missing: fill in the column student",
			"缺少学号：请填写 student 一列").Text
	case strings.ContainsAny(s.ID, ";\t，；"):
		return s, &course.Fail(nil,
			"the columns of this line are not separated as those of the first are",
			"这一行的分隔符和第一行不一样").Text
	case lang != "" && !ok:
		return s, &course.Fail(nil,
			"lang is zh, en or empty, not %s",
			"lang 只能是 zh、en 或留空，不能是 %s", submission.Show(lang)).Text
	case lang != "":
		s.Lang = known
	}
	return s, nil
}

// fullName joins a name that stands in two columns, in the order of its language.
func fullName(first, last string) string {
	if !strings.ContainsFunc(first+last, func(r rune) bool { return !course.Han(r) }) {
		return last + first
	}
	return strings.TrimSpace(first + " " + last)
}
