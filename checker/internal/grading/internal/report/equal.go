package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// equalRead is what the teacher reads of equal answers.
type equalRead struct {
	Lesson string
	Said   course.Text
	Who    listing
}

// equal puts the equal answers into words; who is how a page calls each student in them.
func (c Class) equal(who map[string]entry) (all []equalRead) {
	for _, e := range c.Equal[:min(len(c.Equal), maxListed)] {
		read := equalRead{Lesson: e.Lesson, Said: equalText(e)}
		for _, student := range e.Students {
			read.Who.add(who[student], maxListed)
		}
		all = append(all, read)
	}
	return all
}

// equalRest is how many equal answers a page does not list.
func (c Class) equalRest() int { return max(0, len(c.Equal)-maxListed) }

// equalText says how equal the answers are.
func equalText(e class.Equal) course.Text {
	var en, zh []string
	switch e.Same {
	case class.SameBytes:
		en, zh = append(en, "byte for byte the same"), append(zh, "逐字节相同")
	case class.SameProgram:
		en, zh = append(en, "the same but for comments and spaces"), append(zh, "除了注释和空白，完全相同")
	}
	switch e.Solution {
	case class.SameBytes:
		en, zh = append(en, "byte for byte the course's own solution"), append(zh, "与课程的参考答案逐字节相同")
	case class.SameProgram:
		en, zh = append(en, "the course's own solution but for comments and spaces"), append(zh, "除了注释和空白，与课程的参考答案完全相同")
	}
	return course.Text{En: strings.Join(en, "; "), Zh: strings.Join(zh, "；")}
}

// equalNote is what the teacher should know of equal answers.
var equalNote = course.Say(
	"A fact, and no accusation. Answers that are too short to tell anything are left out, and students do not read "+
		"of this.",
	"这里只陈述事实，不作指控。太短、说明不了什么的答案没有列出；学生看不到这些。")

var equalColumns = []string{"lesson", "group", "student", "name", "same", "solution"}

// equalCSV writes equal.csv, a row for each student and answer; who shares an answer shares a group.
func (c Class) equalCSV(dir string) error {
	in := map[string][]int{} // student → groups
	for i, e := range c.Equal {
		for _, student := range e.Students {
			in[student] = append(in[student], i)
		}
	}
	return create(filepath.Join(dir, "equal.csv"), func(w io.Writer) error {
		return c.table(w, equalColumns, func(f feedback) (rows [][]string) {
			for _, i := range in[f.id] {
				e := c.Equal[i]
				rows = append(rows, []string{e.Lesson, strconv.Itoa(i + 1), escapeCell(f.Student), escapeCell(f.Name),
					string(e.Same), string(e.Solution)})
			}
			return rows
		})
	})
}

// equalMarkdown is a section of the summary of a class. A single submission has none: whose
// workflow it is, nobody knows.
func (c Class) equalMarkdown(all *census) string {
	if len(all.Equal) == 0 || all.Students < 2 {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "\n### %s\n\n%s\n\n", course.Say("Equal answers", "相同的答案").In(c.Lang), equalNote.In(c.Lang))
	for _, e := range all.Equal {
		var names []string
		for _, who := range e.Who.Entries {
			names = append(names, escapeMarkdown(who.Student))
		}
		if e.Who.More > 0 {
			names = append(names, fmt.Sprintf("+%d", e.Who.More))
		}
		fmt.Fprintf(&out, "- %s · %s · %s\n", e.Lesson, strings.Join(names, ", "), e.Said.In(c.Lang))
	}
	if all.EqualRest > 0 {
		fmt.Fprintf(&out, "- +%d: equal.csv\n", all.EqualRest)
	}
	return out.String()
}
