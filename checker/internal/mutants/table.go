package mutants

import (
	"fmt"
	"strings"

	"handshake/internal/course"
)

// Columns of the table.
const (
	nameColumns  = 38
	countColumns = 10
)

// Head is the head of a table of scores.
func Head() course.Text {
	en, zh := course.Pad("mutants", nameColumns), course.Pad("变异体", nameColumns)
	for _, column := range [][2]string{{"made", "总数"}, {"convicted", "查出"}, {"equal", "等价"}, {"survive", "漏网"}} {
		en, zh = en+before(column[0]), zh+before(column[1])
	}
	return course.Text{En: en, Zh: zh}
}

// Row is a score as a line of the table.
func (s Score) Row(name string) string {
	row := course.Pad(course.Truncate(name, nameColumns), nameColumns)
	for _, n := range []int{s.Made, s.Convicted, s.Equal, len(s.Survivors)} {
		row += before(fmt.Sprint(n))
	}
	return row
}

// Row is what became of the answer's mutants: a right answer stands below its solution.
func (t Trial) Row(s Score) string {
	if t.Right != "" {
		return s.Row("  right/" + t.Right)
	}
	return s.Row(t.Lesson.Name)
}

func before(text string) string {
	return strings.Repeat(" ", max(1, countColumns-course.Columns(text))) + text
}

// Problems are what an author has to mend, and how.
func (t Trial) Problems(s Score) (found []course.Text) {
	list := ListPath(t.Lesson)
	for _, id := range s.Unknown {
		found = append(found, course.Say(
			"there is no such mutant: take it out of %s: %s",
			"没有这个变异体：请从 %s 里删掉：%s", list, id))
	}
	for _, id := range s.Denied {
		found = append(found, course.Say(
			"a spec convicts it, so it is not equal: take it out of %s: %s",
			"有测试查出了它，它并不等价：请从 %s 里删掉：%s", list, id))
	}
	if n := len(s.Survivors); n > 0 {
		found = append(found, course.Say(
			"%d survive: let a spec convict each, or enter it into %s, and why it is equal to the original:",
			"%d 个漏网：要么让某条测试查出它，要么写进 %s，并说明它为什么与原答案等价：", n, list))
	}
	return found
}

// Paste are the survivors as their author would enter them into the list.
func (t Trial) Paste(s Score) string {
	var out strings.Builder
	for _, m := range s.Survivors {
		fmt.Fprintf(&out, "# %s:%d\n%s\n", m.File, m.Line, paste(t.Right, m))
	}
	return out.String()
}
